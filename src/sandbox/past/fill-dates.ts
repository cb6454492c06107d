import { Temporal } from 'temporal-polyfill'

import { LOCALES, type LocalText, type Locale } from '../../domain/locale.ts'

/*
 * Texts of the past name days that depend on when the demonstration is started: `{{day}}` is the day on which what
 * they tell of began, `{{day+2}}` two days later. Announcements also know `{{effective}}` and `{{expires}}`.
 */
const DATE = /\{\{(day|effective|expires)([+-]\d{1,3})?\}\}/g

/** Instants that texts may name, epoch ms. */
interface Dates {
  readonly day: number
  readonly effective?: number
  readonly expires?: number
}

/** Everything in double braces that is none of those dates. */
export function unknownDatesIn(text: string): string[] {
  return text.replaceAll(DATE, '').match(/\{\{.*?\}\}/g) ?? []
}

export type FillDates = (text: LocalText, dates: Dates) => LocalText

/** Formatters are made once, since they cost far more than the formatting. */
export function createFillDates(zone: string): FillDates {
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, month: 'short', day: 'numeric' }
  const formats: Record<Locale, Intl.DateTimeFormat> = {
    'zh-CN': new Intl.DateTimeFormat('zh-CN', options),
    en: new Intl.DateTimeFormat('en-GB', options),
  }
  const dateIn = (locale: Locale, at: number, days: number): string => {
    const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add({ days })
    return formats[locale].format(day.epochMilliseconds)
  }
  return (text, dates) =>
    Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        text[locale]?.replaceAll(DATE, (_, name: keyof Dates, days: string | undefined) =>
          dateIn(locale, dates[name] ?? dates.day, Number(days ?? 0)),
        ),
      ]),
    )
}
