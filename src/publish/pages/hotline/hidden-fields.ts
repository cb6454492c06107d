import {
  hideTypedSecrets,
  type HideOptions,
  type SecretKind,
} from '../../../help/typed-secrets/hide-typed-secrets.ts'
import type { Words } from '../../../lib/words/words.ts'

/** Takes secrets out of one field after the other and remembers what it found. */
interface SecretHider {
  /** The text with a mark in the place of each secret; `field` where numbers are what was asked for. */
  hide(text: string, field?: HideOptions['field']): string
  /** One for each kind that was found so far. */
  warnings(): string[]
}

export function createSecretHider(words: Words): SecretHider {
  const mark = (kind: SecretKind) => words.say(`secret:hidden.${kind}`)
  const kinds = new Set<SecretKind>()
  return {
    hide(typed, field) {
      const { text, found } = hideTypedSecrets(typed, { mark, ...(field !== undefined && { field }) })
      for (const kind of found) kinds.add(kind)
      return text
    },
    warnings: () => [...kinds].map((kind) => words.say(`hotline:hidden.warning.${kind}`)),
  }
}
