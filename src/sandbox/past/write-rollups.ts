import type { Gap } from '../../domain/gap.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Db } from '../../store/open.ts'
import { saveRollups } from '../../store/rollups/save-rollups.ts'
import { createLookShapes } from './look-shape.ts'
import type { Habits } from './probe-habits.ts'
import { rollupsOf } from './rollups-of.ts'
import type { Spell } from './spell.ts'

const HOUR_MS = 3_600_000
/** As long as the looks themselves would have been kept. */
const HOURLY_DAYS = 14

export interface LookedOver {
  readonly habits: readonly Habits[]
  readonly seed: number
  readonly spells: readonly Spell[]
  readonly gaps: readonly Gap[]
  /** Single looks that are stored beside the roll-ups. */
  readonly looks: readonly Observation[]
  readonly toAt: number
  /** First instants of the days, oldest first, today last. */
  readonly dayStarts: readonly number[]
}

/** Writes what the looks of the past came to: two weeks by the hour, everything by the day. */
export async function writeRollups(tx: Db, looked: LookedOver): Promise<void> {
  const { habits, spells, dayStarts, toAt } = looked
  const spellsOf = Map.groupBy(spells, ({ componentId }) => componentId)
  const shapes = createLookShapes()
  const common = {
    gaps: looked.gaps,
    dayStarts,
    seed: looked.seed,
    shapes,
    hoursFromAt: dayStarts.at(-1 - HOURLY_DAYS) ?? toAt,
    // The hour that is under way is read from its looks.
    hoursUntilAt: Math.floor(toAt / HOUR_MS) * HOUR_MS,
  }
  const looksOf = Map.groupBy(looked.looks, ({ probeId }) => probeId)
  const rolled = habits.map((one) => {
    const { id, componentId } = one.probe
    const looksFromAt = Math.min(toAt, ...(looksOf.get(id) ?? []).map(({ at }) => at))
    return rollupsOf({ ...common, habits: one, spells: spellsOf.get(componentId) ?? [], looksFromAt })
  })
  await saveRollups(tx, { span: 'hour', rollups: rolled.flatMap(({ hours }) => hours) })
  await saveRollups(tx, { span: 'day', rollups: rolled.flatMap(({ days }) => days) })
}
