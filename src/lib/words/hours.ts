import type { OpeningHours } from '../../domain/contact.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Texts } from '../text.ts'

/** `每天 24 小时`, `周一至周五 09:00–18:00；周六 10:00–16:00`: opening hours in the page's zone, as a reader says them. */
export function hoursInWords(texts: Texts, locale: Locale, hours: readonly OpeningHours[]): string {
  if (hours.length === 0) return texts.say(locale, 'page:hours.always')
  return hours
    .map(({ weekdays, from, to }) =>
      texts.say(locale, to > from ? 'page:hours.line' : 'page:hours.lineOvernight', {
        days: daysInWords(texts, locale, weekdays),
        from,
        to,
      }),
    )
    .join(texts.say(locale, 'page:hours.between'))
}

function daysInWords(texts: Texts, locale: Locale, weekdays: readonly number[]): string {
  if (weekdays.length === 7) return texts.say(locale, 'page:hours.daily')
  const name = (day: number) => texts.say(locale, `page:hours.day${day}`)
  const sorted = weekdays.toSorted((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? first
  const unbroken = last - first === sorted.length - 1 && sorted.length > 2
  if (unbroken) return texts.say(locale, 'page:hours.days', { from: name(first), to: name(last) })
  return sorted.map(name).join(texts.say(locale, 'page:hours.and'))
}
