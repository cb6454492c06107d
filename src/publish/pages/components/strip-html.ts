import { LRUCache } from 'lru-cache'

import type { Templates } from '../../../lib/templates.ts'
import type { Words } from '../../../lib/words/words.ts'
import { stripPaths } from '../../drawings/strip.ts'
import type { ComponentPast } from '../../snapshot/component-history.ts'
import { stripView } from './strip-view.ts'

/** Ninety days as HTML: the drawing, and the two figures that stand below it. */
interface StripHtml {
  readonly drawing: string
  readonly uptime: string
}

export type MakeStripHtml = (words: Words, past: ComponentPast) => StripHtml

/** In two languages a hundred pasts that differ to the eye. Components that were well all the while share one. */
const MOST_KEPT = 200

/** Makes strips, one for all components whose days look and read the same: they are the dearest part of a line. */
export function createStripHtml(templates: Templates): MakeStripHtml {
  const kept = new LRUCache<string, StripHtml>({ max: MOST_KEPT })
  return (words, past) => {
    const key = keyOf(words, past)
    const known = kept.get(key)
    if (known !== undefined) return known
    const view = { ...stripView(words, past), locale: words.locale }
    const made = {
      drawing: templates.render('partials/strip', view),
      uptime: templates.render('partials/uptime', view),
    }
    kept.set(key, made)
    return made
  }
}

/**
 * All that a reader sees of a past. The sentence is dear to make and is not asked for: it counts
 * the days by their worst state, as they are drawn.
 */
function keyOf(words: Words, { days, uptime: { ratio, coverage } }: ComponentPast): string {
  const figures = [coverage, ...(ratio === undefined ? [] : [ratio])].map((share) => words.percent(share))
  return JSON.stringify([words.locale, days.length, stripPaths(days), figures])
}
