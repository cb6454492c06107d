import type { Locale } from '../../domain/locale.ts'
import type { SecretKind } from '../../help/typed-secrets/hide-typed-secrets.ts'
import type { Texts } from '../../lib/text.ts'

/** How the place of a secret that was taken out of a text is marked, in the language of the form. */
export function secretMark(texts: Texts, locale: Locale): (kind: SecretKind) => string {
  return (kind) => texts.say(locale, `secret:hidden.${kind}`)
}
