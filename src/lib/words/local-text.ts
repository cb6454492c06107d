import { LOCALES, type LocalText } from '../../domain/locale.ts'
import type { Words } from '../../lib/words/words.ts'

/** A text for one language; where only the other exists, that one with its language and a note saying so. */
export interface TextView {
  readonly text: string
  /** BCP 47 tag where it differs from the page's. */
  readonly lang: string | null
  readonly note: string | null
}

export function textView(words: Words, text: LocalText): TextView {
  const wanted = text[words.locale]
  if (wanted !== undefined && wanted !== '') return { text: wanted, lang: null, note: null }
  const lang = LOCALES.find((locale) => (text[locale] ?? '') !== '')
  if (lang === undefined) return { text: words.say('page:language.missing'), lang: null, note: null }
  return { text: text[lang] ?? '', lang, note: words.say('page:language.onlyOther') }
}

/** The same in one string, for titles and sentences that cannot carry markup. */
export function plainText(words: Words, text: LocalText): string {
  const { text: plain, note } = textView(words, text)
  return `${plain}${note ?? ''}`
}

/** The product's own words as a view, for lists that mix them with texts people wrote. */
export function ownText(text: string): TextView {
  return { text, lang: null, note: null }
}
