import type { Wallet } from '../../domain/wallet.ts'
import { unknownDatesIn } from './fill-dates.ts'
import type { Complaint, Path } from './past-error.ts'
import type { Moment, PastFile } from './schema.ts'

/** What the shape alone cannot say: names that must exist, money that must be answered for, an order that must hold. */
export function checkPast(past: PastFile, wallet: Wallet): Complaint[] {
  return [
    ...checkComponents(past, wallet),
    ...checkNames(past),
    ...checkMoments(past),
    ...checkIncidents(past, wallet),
    ...unknownDates(past, []),
  ]
}

function checkComponents(
  { episodes, maintenances, announcements, tickets = [] }: PastFile,
  wallet: Wallet,
): Complaint[] {
  const known = new Set(wallet.components.map(({ id }) => id))
  const named: [path: Path, id: string][] = [
    ...episodes.flatMap(({ effects, incident }, index) => [
      ...effects.flatMap(({ components }, at) =>
        listed(['episodes', index, 'effects', at, 'components'], components),
      ),
      ...(incident?.upstream === undefined
        ? []
        : [[['episodes', index, 'incident', 'upstream'], incident.upstream] satisfies [Path, string]]),
    ]),
    ...maintenances.flatMap(({ components }, index) =>
      listed(['maintenances', index, 'components'], components),
    ),
    ...announcements.flatMap(({ components = [] }, index) =>
      listed(['announcements', index, 'components'], components),
    ),
    ...tickets.flatMap(({ component }, index) =>
      component === undefined ? [] : [[['tickets', index, 'component'], component] satisfies [Path, string]],
    ),
  ]
  return named
    .filter(([, id]) => !known.has(id))
    .map(([path, id]) => ({ path, message: `the wallet has no component "${id}"` }))
}

function listed(path: Path, ids: readonly string[]): [path: Path, id: string][] {
  return ids.map((id, index) => [[...path, index], id])
}

function checkNames({ episodes, maintenances, announcements, tickets = [] }: PastFile): Complaint[] {
  const lists = { episodes, maintenances, announcements }
  const repeated = Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap(({ name }, index) =>
      items.findIndex((other) => other.name === name) === index
        ? []
        : [{ path: [list, index, 'name'], message: `"${name}" stands here twice, expected each name once` }],
    ),
  )
  const told = new Set(episodes.flatMap(({ name, incident }) => (incident === undefined ? [] : [name])))
  const dangling = announcements.flatMap(({ episode }, index) =>
    episode === undefined || told.has(episode)
      ? []
      : [{ path: ['announcements', index, 'episode'], message: `no episode "${episode}" has an incident` }],
  )
  const strayTickets = tickets.flatMap(({ episode }, index) =>
    episode === undefined || told.has(episode)
      ? []
      : [{ path: ['tickets', index, 'episode'], message: `no episode "${episode}" has an incident` }],
  )
  return [...repeated, ...dangling, ...strayTickets]
}

function checkMoments({ gaps, episodes, maintenances, announcements, tickets }: PastFile): Complaint[] {
  return [
    ...gaps.flatMap(({ when }, index) => inPast(['gaps', index, 'when'], when)),
    ...episodes.flatMap(({ when }, index) => inPast(['episodes', index, 'when'], when)),
    ...maintenances.flatMap(({ when }, index) => oneDay(['maintenances', index, 'when'], when)),
    ...(tickets ?? []).flatMap(({ when }, index) => inPast(['tickets', index, 'when'], when)),
    ...announcements.flatMap(({ published, effective, expires }, index) => [
      ...inPast(['announcements', index, 'published'], published),
      ...(effective === undefined ? [] : oneDay(['announcements', index, 'effective'], effective)),
      ...(expires === undefined ? [] : oneDay(['announcements', index, 'expires'], expires)),
    ]),
  ]
}

function inPast(path: Path, moment: Moment): Complaint[] {
  return [
    ...oneDay(path, moment),
    ...(moment.daysAhead === undefined ? [] : [{ path, message: 'must lie in the past: no daysAhead' }]),
  ]
}

function oneDay(path: Path, { daysAgo, dayOfMonth, daysAhead }: Moment): Complaint[] {
  const given = [daysAgo, dayOfMonth, daysAhead].filter((day) => day !== undefined)
  return given.length === 1
    ? []
    : [{ path, message: 'must name its day by exactly one of daysAgo, dayOfMonth, daysAhead' }]
}

function checkIncidents({ episodes }: PastFile, wallet: Wallet): Complaint[] {
  const moving = new Set(wallet.components.flatMap(({ id, money }) => (money ? [id] : [])))
  return episodes.flatMap(({ effects, incident }, index): Complaint[] => {
    if (incident === undefined) return []
    const path = ['episodes', index, 'incident']
    const { answers, updates } = incident
    const movesMoney = effects.some(({ components }) => components.some((id) => moving.has(id)))
    const sorted = updates.every(({ after }, at) => after >= (updates[at - 1]?.after ?? 0))
    const safeByWhom = answers.money?.balanceSafe !== 'yes' || answers.money.approvedBy !== undefined
    return [
      ...(movesMoney && answers.money === undefined
        ? [
            {
              path: [...path, 'answers'],
              message: 'must say what becomes of the money (money): it moves through what was affected',
            },
          ]
        : []),
      ...(safeByWhom
        ? []
        : [{ path: [...path, 'answers', 'money'], message: 'balanceSafe: yes needs an approvedBy' }]),
      ...(sorted ? [] : [{ path: [...path, 'updates'], message: 'must be in order of time' }]),
      ...(updates.some(({ phase }) => phase === 'resolved')
        ? []
        : [{ path: [...path, 'updates'], message: 'must end: one update resolves it' }]),
    ]
  })
}

function unknownDates(value: unknown, path: Path): Complaint[] {
  if (typeof value === 'string') {
    return unknownDatesIn(value).map((written) => ({ path, message: `there is no date ${written}` }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    unknownDates(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
