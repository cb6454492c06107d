import type { Locale } from '../../domain/locale.ts'
import type { Texts } from '../../lib/text.ts'

/** Moments and lengths as they stand in an incident's stored words. */
export interface Moments {
  /** `14:05` on the day of `now` in the page's zone, else with its date. */
  moment(locale: Locale, at: number, now: number): string
  /** `1 hour 5 minutes`: two units at most, cut and not rounded. */
  length(locale: Locale, ms: number): string
}

const MINUTE_MS = 60_000
const UNITS = [
  ['days', 1_440],
  ['hours', 60],
  ['minutes', 1],
] as const

/** Formatters are made once, since they cost far more than the formatting. */
export function createMoments(texts: Texts, zone: string): Moments {
  const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const formatters = (tag: string) => ({
    clock: new Intl.DateTimeFormat(tag, { timeZone: zone, ...clock }),
    full: new Intl.DateTimeFormat(tag, { timeZone: zone, ...day, ...clock }),
    day: new Intl.DateTimeFormat(tag, { timeZone: zone, dateStyle: 'short' }),
  })
  const byLocale = { 'zh-CN': formatters('zh-CN'), en: formatters('en-GB') }
  return {
    moment(locale, at, now) {
      const format = byLocale[locale]
      const sameDay = format.day.format(at) === format.day.format(now)
      return (sameDay ? format.clock : format.full).format(at)
    },
    length(locale, ms) {
      const minutes = Math.floor(ms / MINUTE_MS)
      if (minutes === 0) return texts.say(locale, 'incident:length.under_a_minute')
      const amounts = UNITS.map(([unit, size], index) => {
        const larger = UNITS[index - 1]?.[1]
        return { unit, count: Math.floor((larger === undefined ? minutes : minutes % larger) / size) }
      })
      const first = amounts.findIndex(({ count }) => count > 0)
      return amounts
        .slice(first, first + 2)
        .filter(({ count }) => count > 0)
        .map(({ unit, count }) => texts.say(locale, `incident:length.${unit}`, { count }))
        .join(' ')
    },
  }
}
