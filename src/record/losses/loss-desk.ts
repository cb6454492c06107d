import type { Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'

/** What the verbs of loss notices work with. */
export interface LossDesk {
  readonly db: Db
  readonly tokens: Pick<Tokens, 'token'>
  readonly texts: Texts
}

/** By which the person who gave a notice follows and deletes it. */
export function lossToken(tokens: LossDesk['tokens'], ref: string): string {
  return tokens.token('loss', ref)
}
