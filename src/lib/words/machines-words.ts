import type { Locale, LocalText } from '../../domain/locale.ts'
import type { Texts } from '../text.ts'

/** Stands where the names of an incident would. */
const NAMES = '\0'

/**
 * Whether a text is what the product itself says under a key of `incident:`, word for word and about whatever it may be:
 * names changed since then do not make a person's words of it.
 */
export function isMachinesWords(
  { texts, locale }: { readonly texts: Pick<Texts, 'say'>; readonly locale: Locale },
  text: LocalText,
  key: string,
): boolean {
  const said = text[locale] ?? ''
  const [before = '', after] = texts.say(locale, `incident:${key}`, { scope: NAMES }).split(NAMES)
  if (after === undefined) return said === before
  return said.length > before.length + after.length && said.startsWith(before) && said.endsWith(after)
}
