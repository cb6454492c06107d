import { LOCALES, type LocalText } from './locale.ts'

/** The text in the languages readers have, and nothing else that may hang on the stored object. */
export function publicText(text: LocalText): LocalText {
  return Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const words = text[locale]
      return typeof words === 'string' ? [[locale, words]] : []
    }),
  )
}

export function publicTexts(texts: readonly LocalText[]): LocalText[] {
  return texts.map(publicText)
}
