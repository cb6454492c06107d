import { CLOCK_PLACES, type ClockPlace } from '../../../domain/clock-place.ts'
import type { Contact } from '../../../domain/contact.ts'
import { hoursElsewhere } from '../../../help/hotline/hours-elsewhere.ts'
import { createTimeWords, type TimeWords } from '../../../lib/words/times.ts'
import type { PageContext } from '../page-context.ts'

/** The clock of a place abroad, beside that of the page's zone. */
export interface ForeignClock {
  readonly place: ClockPlace
  readonly name: string
  readonly times: TimeWords
}

const WEEK_MS = 7 * 86_400_000

export type HotlineAsked =
  | { readonly ok: true; readonly clock?: ClockPlace }
  | { readonly ok: false; readonly name: string; readonly value: string }

/** `clock` is a place that the page lists; the page's own zone unless said. */
export function readHotlineQuery({ clock = '' }: Readonly<Record<string, string>>): HotlineAsked {
  if (clock === '') return { ok: true }
  return isClockPlace(clock) ? { ok: true, clock } : { ok: false, name: 'clock', value: clock }
}

export function foreignClock({ deps, locale, words }: PageContext, place: ClockPlace): ForeignClock {
  return {
    place,
    name: words.say(`hotline:clock.place.${place}`),
    times: createTimeWords(deps.texts, locale, CLOCK_PLACES[place]),
  }
}

/** Whether it shows the same as the page's own, this week. */
export function isSameClock({ words, now }: PageContext, { times }: ForeignClock): boolean {
  return [now, now + WEEK_MS].every((at) => words.dateClock(at, now).text === times.dateClock(at, now).text)
}

/** Whose clock a time goes by; with a clock abroad, what that one shows meanwhile: `Beijing time, UTC+8; 14:00 today in London`. */
export function clockInWords(
  { words }: PageContext,
  clock: ForeignClock | undefined,
  elsewhere: (times: TimeWords) => string,
): string {
  if (clock === undefined) return words.zoneName
  return words.say('hotline:clock.beside', {
    zone: words.zoneName,
    time: elsewhere(clock.times),
    name: clock.name,
  })
}

/** The places to choose from, by name; nothing chosen is the page's own zone. */
export function clockChoices({ words, locale }: PageContext, chosen: ClockPlace | undefined) {
  return Object.keys(CLOCK_PLACES)
    .map((place) => ({
      value: place,
      label: words.say(`hotline:clock.place.${place}`),
      selected: place === chosen,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
}

/** The week's hours by a clock abroad; null where somebody always answers. */
export function weekElsewhere(context: PageContext, contact: Contact, { place, name, times }: ForeignClock) {
  const { words, deps, now } = context
  const { page, calendar } = deps.wallet
  if (contact.hours.length === 0 && contact.exceptions === undefined) return null
  const rows = hoursElsewhere(contact, { zone: page.zone, calendar }, { zone: CLOCK_PLACES[place], now })
  return {
    heading: words.say('hotline:clock.week', { name }),
    rows: rows.map(({ firstAt, lastAt, shifts }) => {
      const [from, to] = [times.date(firstAt, now), times.date(lastAt, now)]
      return {
        days: from === to ? from : words.say('page:hours.days', { from, to }),
        hours: shifts
          .map((shift) =>
            words.say(shift.to > shift.from ? 'page:time.range' : 'page:time.rangeOvernight', { ...shift }),
          )
          .join(words.say('page:list.comma')),
      }
    }),
  }
}

function isClockPlace(name: string): name is ClockPlace {
  return Object.hasOwn(CLOCK_PLACES, name)
}
