import { createRequire } from 'node:module'

import type * as PhoneNumbers from 'libphonenumber-js/min'

const require = createRequire(import.meta.url)

/** Loaded with the first number: it takes nineteen megabytes that a page without a gateway does without. */
function phoneNumbers(): typeof PhoneNumbers {
  return require('libphonenumber-js/min')
}

/**
 * A number as people write it, as E.164; undefined where it is none, or only one with an extension. `country` is that of
 * numbers that do not say theirs, ISO 3166-1.
 */
export function readPhoneNumber(text: string, country: string): string | undefined {
  const { isSupportedCountry, parsePhoneNumberFromString } = phoneNumbers()
  const number = parsePhoneNumberFromString(text, {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    extract: false,
  })
  return number?.isValid() === true && number.ext === undefined ? number.number : undefined
}
