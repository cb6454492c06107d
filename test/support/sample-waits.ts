import { WAIT_ROWS, type UsualWait, type WaitRow } from '../../src/help/hotline/usual-waits.ts'
import type { HotlineFigures } from '../../src/publish/readers/read-hotline.ts'
import { SAMPLE_NOW } from './sample-snapshot.ts'

const MINUTE = 60_000

/** A hotline that is crowded in the morning and calm in the afternoon, as most are; open from 8 to 22. */
export function sampleWaits(changes: Partial<HotlineFigures> = {}): ReadonlyMap<string, HotlineFigures> {
  const figures: HotlineFigures = {
    queue: {
      contactId: 'hotline',
      at: SAMPLE_NOW - 2 * MINUTE,
      waitMs: 5.5 * MINUTE,
      waiting: 7,
      answeredShare: 0.934,
    },
    usual: new Map(WAIT_ROWS.map((row) => [row, Array.from({ length: 24 }, (_, hour) => waitAt(row, hour))])),
    calls: 12_480,
    months: [
      { at: Date.parse('2026-02-28T16:00:00Z'), answered: 1_930, lost: 70, medianMs: 4 * MINUTE },
      { at: Date.parse('2026-01-31T16:00:00Z'), answered: 3_720, lost: 280, medianMs: 6 * MINUTE },
    ],
    ...changes,
  }
  return new Map([['hotline', figures]])
}

function waitAt(row: WaitRow, hour: number): UsualWait | undefined {
  if (hour < 8 || hour >= 22) return undefined
  const crowd = hour < 12 ? 13 - (hour - 8) : hour < 18 ? 3 : hour === 21 ? 0.5 : 5
  return { medianMs: crowd * MINUTE, calls: row === 'holiday' ? 6 : 40 + hour }
}
