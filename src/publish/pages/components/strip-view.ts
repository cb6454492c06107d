import { BAR_STEP, countDays, stripPaths, type StripPath } from '../../drawings/strip.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import type { Words } from '../../../lib/words/words.ts'

/** Ninety days as a drawing, the sentence that says the same, and the two figures that belong together. */
export interface StripView {
  readonly width: number
  readonly paths: readonly StripPath[]
  readonly summary: string
  /** Null where nothing was ever seen. */
  readonly uptime: string | null
  readonly coverage: string
}

export function stripView(
  words: Words,
  { days, uptime }: Pick<PublicComponent, 'days' | 'uptime'>,
): StripView {
  const counts = countDays(days).map(({ state, count }) =>
    words.say('page:strip.days', { state: words.say(`state:state.${state}`), count }),
  )
  return {
    width: days.length * BAR_STEP,
    paths: stripPaths(days),
    summary: words.say('page:strip.summary', { total: days.length, counts: words.list(counts) }),
    uptime: uptime.ratio === undefined ? null : words.percent(uptime.ratio),
    coverage: words.percent(uptime.coverage),
  }
}
