import { LRUCache } from 'lru-cache'

import type { Locale } from '../../domain/locale.ts'

type TimeFormats = ReturnType<typeof makeFormats>

/** A few languages and zones at a time: a set of formats takes 0.2 MB, and making one far longer than the formatting. */
const kept = new LRUCache<string, TimeFormats>({ max: 8 })

/** How a language writes the times of a zone, the same objects for whoever asks. */
export function timeFormats(locale: Locale, zone: string): TimeFormats {
  const key = `${locale} ${zone}`
  const known = kept.get(key) ?? makeFormats(locale, zone)
  kept.set(key, known)
  return known
}

function makeFormats(locale: Locale, zone: string) {
  const shown = locale === 'en' ? 'en-GB' : 'zh-CN'
  const format = (options: Intl.DateTimeFormatOptions, tag = shown) =>
    new Intl.DateTimeFormat(tag, { timeZone: zone, hourCycle: 'h23', ...options })
  return {
    clock: format({ hour: '2-digit', minute: '2-digit' }),
    seconds: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    key: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'),
    weekday: format({ weekday: 'short' }),
    date: format({ month: 'short', day: 'numeric' }),
    year: format({ year: 'numeric', month: 'short', day: 'numeric' }),
    /** Of a day that no zone moves. */
    day: format({ year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }),
    month: format({ year: 'numeric', month: 'long' }),
  }
}
