/** The two languages every text exists in, as BCP 47 tags. Chinese is the page's root, English lives under /en. */
export const LOCALES = ['zh-CN', 'en'] as const

export type Locale = (typeof LOCALES)[number]

/** In front of every path of a language. */
export function prefixOf(locale: Locale): string {
  return locale === 'en' ? '/en' : ''
}

/**
 * A text people read, by language. Either may be missing at run time (an operator in a hurry); the page then
 * shows the other one and says so. Configuration demands both.
 */
export type LocalText = { readonly [locale in Locale]?: string }
