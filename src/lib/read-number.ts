import { createRequire } from 'node:module'

import type * as PhoneNumbers from 'libphonenumber-js/min'

const require = createRequire(import.meta.url)

/** A number in E.164 and as people abroad read it; undefined where no country has such a number. Without a country it is of China. */
export function readNumber(text: string): { readonly e164: string; readonly written: string } | undefined {
  // Loaded with the first number: it takes nineteen megabytes that a page nobody asks does without.
  const { parsePhoneNumberFromString }: typeof PhoneNumbers = require('libphonenumber-js/min')
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'CN', extract: false })
  return number?.isValid() === true
    ? { e164: number.number, written: number.formatInternational() }
    : undefined
}
