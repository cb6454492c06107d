import type { Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'

/** What the verbs of loss notices work with. */
export interface LossDesk {
  readonly db: Db
  readonly tokens: Pick<Tokens, 'token'>
  readonly texts: Texts
  /** Of the page: a notice is numbered within its clocks' year. */
  readonly zone: string
}
