import type { Contact, OpeningHours, Shift } from '../../domain/contact.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Texts } from '../text.ts'

type Hours = Pick<Contact, 'hours' | 'holidayHours'>

/** `每天 24 小时`, `周一至周五 09:00–18:00；节假日休息`: opening hours in the page's zone, as a reader says them. */
export function hoursInWords(
  { texts, locale, zone }: { readonly texts: Texts; readonly locale: Locale; readonly zone: string },
  { hours, holidayHours }: Hours,
): string {
  const usual =
    hours.length === 0
      ? [texts.say(locale, 'page:hours.always')]
      : hours.map((one) => shiftInWords(texts, locale, daysInWords(texts, locale, one.weekdays), one))
  const said = [...usual, ...holidays(texts, locale, holidayHours)].join(
    texts.say(locale, 'page:hours.between'),
  )
  // Around the clock is so everywhere; whoever reads of nine o'clock may be where it is another time.
  const hasClock = hours.length + (holidayHours ?? []).length > 0
  return hasClock ? texts.say(locale, 'page:hours.inZone', { hours: said, zone }) : said
}

function holidays(texts: Texts, locale: Locale, shifts: readonly Shift[] | undefined): string[] {
  if (shifts === undefined) return []
  if (shifts.length === 0) return [texts.say(locale, 'page:hours.holidaysClosed')]
  const days = texts.say(locale, 'page:hours.holidays')
  return shifts.map((shift) => shiftInWords(texts, locale, days, shift))
}

function shiftInWords(texts: Texts, locale: Locale, days: string, { from, to }: Shift): string {
  return texts.say(locale, to > from ? 'page:hours.line' : 'page:hours.lineOvernight', { days, from, to })
}

function daysInWords(texts: Texts, locale: Locale, weekdays: OpeningHours['weekdays']): string {
  if (weekdays.length === 7) return texts.say(locale, 'page:hours.daily')
  const name = (day: number) => texts.say(locale, `page:hours.day${day}`)
  const sorted = weekdays.toSorted((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? first
  const unbroken = last - first === sorted.length - 1 && sorted.length > 2
  if (unbroken) return texts.say(locale, 'page:hours.days', { from: name(first), to: name(last) })
  return sorted.map(name).join(texts.say(locale, 'page:hours.and'))
}
