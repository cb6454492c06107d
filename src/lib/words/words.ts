import type { Contact } from '../../domain/contact.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Texts } from '../text.ts'
import { createAmountWords, type AmountWords } from './amounts.ts'
import { hoursInWords } from './hours.ts'
import { createTimeWords, type TimeWords } from './times.ts'

/** Everything a page needs to speak one language in one zone: times, lengths, shares, lists and the product's words. */
export interface Words extends TimeWords, AmountWords {
  readonly locale: Locale
  say(key: string, parameters?: Readonly<Record<string, unknown>>): string
  hours(contact: Pick<Contact, 'hours' | 'holidayHours'>): string
}

export function createWords(texts: Texts, locale: Locale, zone: string): Words {
  // Words without parameters never change, and the same few states are said hundreds of times a page.
  const said = new Map<string, string>()
  const times = createTimeWords(texts, locale, zone)
  return {
    ...times,
    ...createAmountWords(texts, locale),
    locale,
    say: (key, parameters) => {
      if (parameters !== undefined) return texts.say(locale, key, parameters)
      const known = said.get(key) ?? texts.say(locale, key)
      said.set(key, known)
      return known
    },
    hours: (contact) => hoursInWords({ texts, locale, zone: times.zoneWithOffset }, contact),
  }
}
