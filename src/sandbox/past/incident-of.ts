import type { AffectedComponent, Answers, Incident, Money } from '../../domain/incident.ts'
import type { LocalText } from '../../domain/locale.ts'
import { isImpaired, SEVERITY } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { impactOf } from '../../judge/impact.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import { idOf } from './id-of.ts'
import { incidentIdOf, type Plan, type PlannedEpisode } from './plan.ts'
import { PastError } from './past-error.ts'
import type { PastChange } from './timeline.ts'

type Declared = NonNullable<PlannedEpisode['declared']['incident']>

/** What a past incident is made from, beside its episode. */
export interface Told {
  readonly wallet: Wallet
  readonly fill: Plan['fill']
  readonly timelines: ReadonlyMap<string, readonly PastChange[]>
  readonly now: number
}

/**
 * The incident of an episode, as the recorder and the operators would have left it: what it affected is read from the
 * changes, so that a bank's channel is in it where it suffered. Undefined for an episode nobody wrote about. Throws
 * PastError where it would not be over by now.
 */
export function incidentOf(episode: PlannedEpisode, told: Told): StoredIncident | undefined {
  const { declared, startsAt } = episode
  const { incident, name } = declared
  if (incident === undefined) return undefined
  const dates = { day: startsAt }
  const at = (phase: Incident['phase']) =>
    incident.updates.filter((update) => update.phase === phase).map(({ after }) => startsAt + after)[0]
  const [first] = incident.updates
  const last = incident.updates.at(-1)
  if (first === undefined || last === undefined) return undefined
  if (startsAt + last.after > told.now) {
    throw new PastError(`episodes "${name}": its last update would lie in the future; let it begin earlier.`)
  }
  const components = affected(episode, told)
  const monitoringAt = at('monitoring')
  const resolvedAt = at('resolved')
  return {
    id: incidentIdOf(name),
    title: told.fill(incident.title, dates),
    phase: last.phase,
    impact: impactOf(components, told.wallet.components),
    origin: incident.origin,
    publication: 'published',
    startedAt: Math.min(...episode.spells.map(({ fromAt }) => fromAt)),
    publishedAt: startsAt + first.after,
    ...(monitoringAt !== undefined && { monitoringAt }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    money: movesMoney(components, told.wallet),
    ...(incident.upstream !== undefined && { upstreamComponentId: incident.upstream }),
    answers: answersOf(incident, told.fill, startsAt),
    components,
    updates: incident.updates
      .map(({ after, phase, body, author }, index) => ({
        id: idOf(`update/${name}/${index}`),
        phase,
        body: told.fill(body, dates),
        at: startsAt + after,
        author,
      }))
      .toReversed(),
  }
}

function affected({ spells }: PlannedEpisode, { wallet, timelines }: Told): AffectedComponent[] {
  const fromAt = Math.min(...spells.map((spell) => spell.fromAt))
  const toAt = Math.max(...spells.map((spell) => spell.toAt))
  const named = new Set(spells.map(({ componentId }) => componentId))
  const wholes = wallet.components.flatMap(({ id, parentId }) => (named.has(id) ? (parentId ?? []) : []))
  return [...new Set([...wholes, ...named])].flatMap((componentId) => {
    const troubles = (timelines.get(componentId) ?? []).filter(
      ({ at, to }) => at >= fromAt && at < toAt && isImpaired(to),
    )
    const [worst] = troubles.toSorted((a, b) => SEVERITY[b.to] - SEVERITY[a.to])
    const [first] = troubles
    if (worst === undefined || first === undefined) return []
    return [{ componentId, worst: worst.to, joinedAt: first.recordedAt }]
  })
}

function movesMoney(components: readonly AffectedComponent[], wallet: Wallet): boolean {
  const ids = new Set(components.map(({ componentId }) => componentId))
  return wallet.components.some(({ id, money }) => money && ids.has(id))
}

function answersOf({ answers }: Declared, fill: Plan['fill'], day: number): Answers {
  const words = (text: LocalText) => fill(text, { day })
  const { money } = answers
  return {
    scope: words(answers.scope),
    notAffected: answers.notAffected.map(words),
    stillWorks: answers.stillWorks.map(words),
    doNow: answers.doNow.map(words),
    dont: answers.dont.map(words),
    cause: words(answers.cause),
    ...(money !== undefined && { money: moneyOf(money, words) }),
  }
}

function moneyOf(
  money: NonNullable<Declared['answers']['money']>,
  words: (text: LocalText) => LocalText,
): Money {
  const { balanceSafe, approvedBy, actionNeeded } = money
  return {
    balanceSafe,
    ...(approvedBy !== undefined && { approvedBy }),
    pendingRule: words(money.pendingRule),
    refundBy: words(money.refundBy),
    duplicates: words(money.duplicates),
    actionNeeded,
  }
}
