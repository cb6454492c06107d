import { createRequire } from 'node:module'

import type * as PhoneNumbers from 'libphonenumber-js/min'

const require = createRequire(import.meta.url)

/** The country of a number in E.164, ISO 3166-1; undefined where it has none, as a satellite's. */
export function numberCountry(number: string): string | undefined {
  // Loaded with the first number: it takes nineteen megabytes that a page without a gateway does without.
  const { parsePhoneNumberFromString }: typeof PhoneNumbers = require('libphonenumber-js/min')
  return parsePhoneNumberFromString(number)?.country
}
