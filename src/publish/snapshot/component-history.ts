import type { Change } from '../../domain/change.ts'
import { STATES, type State } from '../../domain/state.ts'
import { daysOf, uptimeOf } from '../../judge/uptime.ts'
import { hundredthsOfPercent } from '../../lib/words/amounts.ts'
import { changesBetween } from '../../store/changes.ts'
import type { Db } from '../../store/open.ts'
import { dayStartsUntil, nextDayAt } from './calendar.ts'
import type { PublicDay, Uptime } from './snapshot.ts'
import { sumOf, worstOf } from './worst.ts'

export const HISTORY_DAYS = 90

/** Today's lengths of a component that is well are looked at this often; nobody reads them to the second. */
const CALM_REFRESH_MS = 60_000

/** What the store says a component's state is, and since when. */
interface CurrentState {
  readonly state: State
  readonly sinceAt: number
}

/** The last 90 days of one component. Both are the same objects until they say something new, so that what is drawn from them can be kept. */
export interface ComponentPast {
  readonly days: readonly PublicDay[]
  readonly uptime: Uptime
}

export interface ComponentHistory {
  /** Brings every component of `states` up to `now`; ids without a state count as never seen. */
  refresh(db: Db, states: ReadonlyMap<string, CurrentState>, now: number): Promise<void>
  of(componentId: string): ComponentPast
}

interface Entry {
  readonly seen: CurrentState | undefined
  readonly finished: readonly PublicDay[]
  readonly finishedSum: PublicDay['ms']
  /** Changes since the day began, and the state it began in. */
  readonly changes: readonly Change[]
  readonly initial: State
  past: ComponentPast
  pastAt: number
}

/**
 * Holds 90 days of days in memory. The store is asked for changes only when the day turns, and for a single
 * component when its state is another than the one seen before; a build between two changes asks for nothing.
 */
export function createComponentHistory(deps: {
  readonly zone: string
  readonly componentIds: readonly string[]
}): ComponentHistory {
  const { zone, componentIds } = deps
  let entries = new Map<string, Entry>()
  let dayStarts: readonly number[] = []
  let alike = sharedDays()
  let turnsAt = -Infinity

  const load = async (
    db: Db,
    ids: readonly string[],
    { states, now }: { states: ReadonlyMap<string, CurrentState>; now: number },
  ) => {
    const fromAt = dayStarts[0] ?? now
    // Asking for every id by name would pass thousands of parameters; all of them need no name.
    const some = ids.length < componentIds.length ? { componentIds: ids } : {}
    const changes = Map.groupBy(
      await changesBetween(db, { fromAt, toAt: now + 1, ...some }),
      (change) => change.componentId,
    )
    return ids.map(
      (id) => [id, entryOf(changes.get(id) ?? [], states.get(id), { dayStarts, now, alike })] as const,
    )
  }

  return {
    async refresh(db, states, now) {
      if (now >= turnsAt || now < (dayStarts.at(-1) ?? now)) {
        dayStarts = dayStartsUntil(now, zone, HISTORY_DAYS)
        alike = sharedDays()
        entries = new Map(await load(db, componentIds, { states, now }))
        turnsAt = nextDayAt(now, zone)
        return
      }
      const changed = componentIds.filter((id) => !sameState(entries.get(id)?.seen, states.get(id)))
      if (changed.length > 0) {
        for (const [id, entry] of await load(db, changed, { states, now })) entries.set(id, entry)
      }
      for (const entry of entries.values()) advance(entry, dayStarts.at(-1) ?? now, now)
    },
    of(componentId) {
      const entry = entries.get(componentId)
      if (entry === undefined) throw new Error(`No history of component "${componentId}".`)
      return entry.past
    },
  }
}

function entryOf(
  changes: readonly Change[],
  seen: CurrentState | undefined,
  span: { readonly dayStarts: readonly number[]; readonly now: number; readonly alike: SharedDays },
): Entry {
  const fromAt = span.dayStarts[0] ?? span.now
  const todayAt = span.dayStarts.at(-1) ?? span.now
  // Before the first change in the window it was in the state that change left; without one, in today's state if that is old enough.
  const initial = changes[0]?.from ?? (seen !== undefined && seen.sinceAt <= fromAt ? seen.state : 'unknown')
  const finished = daysOf({
    changes: changes.filter(({ at }) => at < todayAt),
    initial,
    fromAt,
    toAt: todayAt,
    dayStarts: span.dayStarts.slice(0, -1),
  }).map((day) => span.alike(publicDay(day)))
  const finishedSum = sumOf(finished.map(({ ms }) => ms))
  const today = changes.filter(({ at }) => at >= todayAt)
  const initialToday = changes.findLast(({ at }) => at < todayAt)?.to ?? initial
  const base = { seen, finished, finishedSum, changes: today, initial: initialToday }
  return { ...base, past: pastOf(base, todayAt, span.now), pastAt: span.now }
}

function advance(entry: Entry, todayAt: number, now: number): void {
  const calm =
    entry.seen === undefined || entry.seen.state === 'operational' || entry.seen.state === 'unknown'
  if (calm && now - entry.pastAt < CALM_REFRESH_MS) return
  const past = pastOf(entry, todayAt, now)
  if (!readsAlike(entry.past, past)) entry.past = past
  entry.pastAt = now
}

/**
 * Nobody is told how long today was well, and of a share only what `percent` shows: most of what a minute adds to the
 * past of a component that works cannot be seen. The finished days are the same.
 */
function readsAlike(before: ComponentPast, after: ComponentPast): boolean {
  const [today, newer] = [before.days.at(-1), after.days.at(-1)]
  return (
    STATES.every((state) => state === 'operational' || today?.ms[state] === newer?.ms[state]) &&
    today?.worst === newer?.worst &&
    shown(before.uptime.coverage) === shown(after.uptime.coverage) &&
    shown(before.uptime.ratio) === shown(after.uptime.ratio)
  )
}

function shown(share: number | undefined): number | undefined {
  return share === undefined ? undefined : hundredthsOfPercent(share)
}

function pastOf(entry: Omit<Entry, 'past' | 'pastAt'>, todayAt: number, now: number): ComponentPast {
  const { changes, initial, finished, finishedSum } = entry
  const today = daysOf({
    changes: [...changes],
    initial,
    fromAt: todayAt,
    toAt: now,
    dayStarts: [todayAt],
  }).map(publicDay)
  // The finished days are summed once a day, so that the figures cost two additions a build instead of ninety.
  const uptime = uptimeOf([{ ms: finishedSum }, ...today])
  return { days: [...finished, ...today], uptime }
}

function publicDay(day: { readonly at: number; readonly ms: PublicDay['ms'] }): PublicDay {
  return { at: day.at, worst: worstOf(day.ms), ms: day.ms }
}

type SharedDays = (day: PublicDay) => PublicDay

/** Most days of most components passed in one and the same state: one object stands for each of these in memory. */
function sharedDays(): SharedDays {
  const known = new Map<string, PublicDay>()
  return (day) => {
    const { at, worst, ms } = day
    if (Object.values(ms).filter((length) => length > 0).length > 1) return day
    const key = `${at} ${worst} ${ms[worst]}`
    const shared = known.get(key) ?? day
    known.set(key, shared)
    return shared
  }
}

function sameState(a: CurrentState | undefined, b: CurrentState | undefined): boolean {
  return a?.state === b?.state && a?.sinceAt === b?.sinceAt
}
