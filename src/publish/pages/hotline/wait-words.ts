import type { HotlineQueue } from '../../../domain/hotline.ts'
import type { BestTime } from '../../../help/hotline/usual-waits.ts'
import type { TimeView } from '../../../lib/words/times.ts'
import type { Words } from '../../../lib/words/words.ts'
import type { PageContext } from '../page-context.ts'
import { clockInWords, type ForeignClock } from './foreign-clock.ts'

const MINUTE_MS = 60_000
/** Older than this, what a queue was like says nothing of now. */
const LIVE_FOR_MS = 10 * MINUTE_MS

/** `不到 1 分钟`, `约 6 分钟`: a wait as people reckon with it, never shorter than it was. */
export function waitInWords(words: Words, ms: number): string {
  if (ms < MINUTE_MS) return words.say('hotline:wait.short')
  const whole = Math.ceil(ms / MINUTE_MS) * MINUTE_MS
  return words.say('hotline:wait.about', { length: words.duration(whole) })
}

function presentWait(words: Words, ms: number): string {
  return ms < MINUTE_MS
    ? words.say('hotline:live.soon')
    : words.say('hotline:live.wait', { wait: waitInWords(words, ms) })
}

/** The queue as it is now, with its age; null where nothing is known that is fresh. */
export function liveWait(words: Words, queue: HotlineQueue | undefined, now: number) {
  if (queue === undefined || now - queue.at > LIVE_FOR_MS) return null
  const { waitMs, waiting, answeredShare } = queue
  const said = [
    ...(waitMs === undefined ? [] : [presentWait(words, waitMs)]),
    ...(waiting === undefined ? [] : [words.say('hotline:live.waiting', { count: waiting })]),
    ...(answeredShare === undefined
      ? []
      : [
          words.say('hotline:live.answered', { share: words.percent(Math.floor(answeredShare * 100) / 100) }),
        ]),
  ]
  if (said.length === 0) return null
  const ageMs = now - queue.at
  const age =
    ageMs < MINUTE_MS
      ? words.say('hotline:live.justNow')
      : words.say('hotline:live.ago', { age: words.duration(ageMs) })
  const at: TimeView = { iso: new Date(queue.at).toISOString(), text: words.clock(queue.at) }
  return { text: said.join(words.say('hotline:live.join')), age, at }
}

/** When to call today, in a sentence; where what is usual does not count, that is said with the reason instead. */
export function bestTimeInWords(
  context: PageContext,
  best: BestTime,
  {
    unlike,
    clock,
  }: { readonly unlike: 'troubled' | 'maintenance' | null; readonly clock: ForeignClock | undefined },
): string {
  const { words, now } = context
  if (unlike !== null) return words.say(`hotline:best.${unlike}`)
  switch (best.kind) {
    case 'unknown':
    case 'over':
      return words.say(`hotline:best.${best.kind}`)
    case 'now':
      return words.say('hotline:best.now', { wait: waitInWords(words, best.medianMs) })
    case 'later':
      return words.say('hotline:best.later', {
        from: words.clock(best.fromAt),
        to: words.clock(best.toAt),
        zone: clockInWords(context, clock, (times) => times.range(best, now)),
        wait: waitInWords(words, best.medianMs),
      })
    default:
      return best satisfies never
  }
}
