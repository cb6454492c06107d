import type { Locale } from '../../domain/locale.ts'
import type { Texts } from '../text.ts'
import { timeFormats } from './time-formats.ts'

/** A moment on a page: for people, and for machines. */
export interface TimeView {
  readonly iso: string
  readonly text: string
}

interface Span {
  readonly fromAt: number
  readonly toAt: number
}

/** Moments in one language and one zone, 24-hour clock. All take epoch ms. */
export interface TimeWords {
  /** `20:31` */
  clock(at: number): string
  /** `20:31:05` */
  clockSeconds(at: number): string
  /** `周六`, `Sat` */
  weekday(at: number): string
  /** `3月14日 周六`, `Sat 14 Mar`; with the year where it is not the year of `now`. */
  date(at: number, now: number): string
  /** `3月14日 周六 14:05`, always with its date: for what is printed and forwarded. */
  dateClock(at: number, now: number): TimeView
  /** `今天 14:05`, `14:05 today` near `now`, else with its date: for what is read at once. */
  moment(at: number, now: number): TimeView
  /** `今天 23:50–次日 02:00` */
  range(span: Span, now: number): string
  /** `3月14日 周六 23:50–次日 02:00`, always with its date: for what is read later than written. */
  dateRange(span: Span, now: number): string
  /** `2026年3月`, `March 2026` */
  month(at: number): string
  /** `2026年3月14日`, `14 Mar 2026` of a day as configuration has it, `YYYY-MM-DD`, which would break at its hyphens. */
  day(name: string): string
  /** `2026-03-14` in the zone; compares and sorts. */
  dayKey(at: number): string
  /** `北京时间`, `UTC+8` */
  readonly zoneName: string
  /** The same with how far it is from UTC, for whoever may be elsewhere: `北京时间 UTC+8`. */
  readonly zoneWithOffset: string
}

const DAY_MS = 86_400_000

export function createTimeWords(texts: Texts, locale: Locale, zone: string): TimeWords {
  const formats = timeFormats(locale, zone)

  const clock = (at: number) => formats.clock.format(at)
  const dayKey = (at: number) => formats.key.format(at)
  const date = (at: number, now: number) => {
    const sameYear = dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4)
    const day = (sameYear ? formats.date : formats.year).format(at)
    return texts.say(locale, 'page:time.date', { day, weekday: formats.weekday.format(at) })
  }
  const nearName = (at: number, now: number) => {
    const key = dayKey(at)
    const days = [
      ['yesterday', now - DAY_MS],
      ['today', now],
      ['tomorrow', now + DAY_MS],
    ] as const
    const near = days.find(([, day]) => dayKey(day) === key)
    return near && texts.say(locale, `page:time.${near[0]}`)
  }
  const nearDay = (at: number, now: number) => nearName(at, now) ?? date(at, now)
  const join = (day: string, time: string) => texts.say(locale, 'page:time.dayAndTime', { day, time })
  const nearTime = (at: number, now: number) => {
    const day = nearName(at, now)
    const time = clock(at)
    return day === undefined
      ? join(date(at, now), time)
      : texts.say(locale, 'page:time.nearDayAndTime', { day, time })
  }
  const rangeFrom = (day: string, { fromAt, toAt }: Span, now: number) => {
    const from = join(day, clock(fromAt))
    const to = clock(toAt)
    if (dayKey(toAt) === dayKey(fromAt)) return texts.say(locale, 'page:time.range', { from, to })
    if (dayKey(toAt) === dayKey(fromAt + DAY_MS)) {
      return texts.say(locale, 'page:time.rangeOvernight', { from, to })
    }
    return texts.say(locale, 'page:time.range', { from, to: join(date(toAt, now), to) })
  }

  const zoneName = zone === 'Asia/Shanghai' ? texts.say(locale, 'page:time.shanghai') : offsetName(zone)
  return {
    clock,
    clockSeconds: (at) => formats.seconds.format(at),
    weekday: (at) => formats.weekday.format(at),
    date,
    dateClock: (at, now) => view(at, join(date(at, now), clock(at))),
    moment: (at, now) => view(at, nearTime(at, now)),
    range: (span, now) => rangeFrom(nearDay(span.fromAt, now), span, now),
    dateRange: (span, now) => rangeFrom(date(span.fromAt, now), span, now),
    month: (at) => formats.month.format(at),
    day: (name) => formats.day.format(new Date(`${name}T00:00:00Z`)),
    dayKey,
    zoneName,
    zoneWithOffset: zoneName.includes('UTC') ? zoneName : `${zoneName} ${offsetName(zone)}`,
  }
}

function view(at: number, text: string): TimeView {
  return { iso: new Date(at).toISOString(), text }
}

/** `UTC+5:30`; where clocks change, the offset of the zone's standard half of this year may differ by an hour. */
function offsetName(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(0)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
  return name.replace('GMT', 'UTC')
}
