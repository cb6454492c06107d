import type { Change } from '../../domain/change.ts'
import { daysOf } from '../../judge/uptime.ts'
import { startOfDay, startOfNextDay } from '../../lib/zone-days.ts'
import { changesBetween, stateAt } from '../../store/changes.ts'
import { saveComponentDays, type ComponentDay } from '../../store/component-days.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'

const COUNTED_UNTIL = 'days_counted_until'

/**
 * Counts one past day that has not been counted yet: how long every component was in each state on it. Answers whether
 * there was one; the next is the next tick's. A day begins to be counted when the first change of all is known.
 */
export async function countNextDay(
  db: Db,
  {
    componentIds,
    zone,
    now,
  }: { readonly componentIds: readonly string[]; readonly zone: string; readonly now: number },
): Promise<boolean> {
  const dayAt = await firstUncounted(db, zone)
  if (dayAt === undefined) return false
  const endAt = startOfNextDay(zone, dayAt)
  if (endAt > now) return false
  await saveComponentDays(db, await countDay(db, componentIds, { dayAt, endAt }))
  await writeSetting(db, COUNTED_UNTIL, String(endAt))
  return true
}

/** Has the day of a change counted once more, where it lies before what was counted: changes are backdated. */
export async function recountFrom(
  db: Db,
  changes: readonly Pick<Change, 'at'>[],
  zone: string,
): Promise<void> {
  const earliest = changes.reduce((least, { at }) => Math.min(least, at), Infinity)
  const until = await readSetting(db, COUNTED_UNTIL)
  if (until === undefined || earliest >= Number(until)) return
  await writeSetting(db, COUNTED_UNTIL, String(startOfDay(zone, earliest)))
}

async function firstUncounted(db: Db, zone: string): Promise<number | undefined> {
  const until = await readSetting(db, COUNTED_UNTIL)
  if (until !== undefined) return Number(until)
  const [first] = await changesBetween(db, { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER })
  return first === undefined ? undefined : startOfDay(zone, first.at)
}

async function countDay(
  db: Db,
  componentIds: readonly string[],
  { dayAt, endAt }: { readonly dayAt: number; readonly endAt: number },
): Promise<ComponentDay[]> {
  const changes = Map.groupBy(
    await changesBetween(db, { fromAt: dayAt, toAt: endAt }),
    (change) => change.componentId,
  )
  const days: ComponentDay[] = []
  for (const componentId of componentIds) {
    const own = changes.get(componentId) ?? []
    const initial = own[0]?.from ?? (await stateAt(db, { componentId, at: dayAt })) ?? 'unknown'
    const [day] = daysOf({ changes: own, initial, fromAt: dayAt, toAt: endAt, dayStarts: [dayAt] })
    if (day !== undefined) days.push({ componentId, dayAt, ms: day.ms })
  }
  return days
}
