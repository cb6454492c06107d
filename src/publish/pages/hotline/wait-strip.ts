import { FEW_CALLS, type UsualWait, type WaitPlace, type WaitRow } from '../../../help/hotline/usual-waits.ts'
import type { Words } from '../../../lib/words/words.ts'
import type { HotlineFigures } from '../../readers/read-hotline.ts'
import type { PageContext } from '../page-context.ts'
import type { ForeignClock } from './foreign-clock.ts'
import { waitInWords } from './wait-words.ts'

const MINUTE_MS = 60_000
/** Up to so long is the first height of a bar, the second … and anything above the last. */
const HEIGHTS_MS = [1, 3, 6, 12].map((minutes) => minutes * MINUTE_MS)

/** The strip of usual waits: a row for each day of the week, a bar for each hour; null where there are no calls to tell of. */
export function waitStrip(
  context: PageContext,
  { usual, calls }: HotlineFigures,
  { today, clock }: { readonly today: WaitPlace; readonly clock: ForeignClock | undefined },
) {
  if (calls === 0) return null
  const { words, now } = context
  return {
    zone: words.zoneName,
    // Whoever knows both for this hour counts on from it.
    elsewhere:
      clock === undefined
        ? null
        : words.say('hotline:strip.elsewhere', {
            here: words.dateClock(now, now).text,
            there: clock.times.dateClock(now, now).text,
            name: clock.name,
          }),
    calls: words.count(calls),
    few: calls < FEW_CALLS * 24,
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, shown: hour % 6 === 0 })),
    rows: [...usual].map(([row, hours]) => ({
      label: words.say(typeof row === 'number' ? `page:hours.day${row}` : 'hotline:strip.holiday'),
      today: row === today.row,
      cells: hours.map((wait, hour) => ({
        ...cellView(words, wait),
        now: row === today.row && hour === today.hour,
      })),
    })),
  }
}

/** Today's hours one by one, for whoever would rather read figures. */
export function todayInFigures(words: Words, { usual }: HotlineFigures, row: WaitRow) {
  return (usual.get(row) ?? []).flatMap((wait, hour) => {
    if (wait === undefined) return []
    const from = String(hour).padStart(2, '0')
    return {
      hours: `${from}:00–${String(hour + 1).padStart(2, '0')}:00`,
      wait: waitInWords(words, wait.medianMs),
      calls: words.say(wait.calls < FEW_CALLS ? 'hotline:strip.fewCalls' : 'hotline:strip.calls', {
        count: wait.calls,
      }),
    }
  })
}

function cellView(words: Words, wait: UsualWait | undefined) {
  if (wait === undefined) return { height: 0, few: false, text: words.say('hotline:strip.nothing') }
  const step = HEIGHTS_MS.findIndex((limit) => wait.medianMs <= limit)
  return {
    height: step < 0 ? HEIGHTS_MS.length + 1 : step + 1,
    few: wait.calls < FEW_CALLS,
    text: waitInWords(words, wait.medianMs),
  }
}
