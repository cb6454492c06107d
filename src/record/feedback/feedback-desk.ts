import type { Wallet } from '../../domain/wallet.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'

/** What taking feedback works with. */
export interface FeedbackDesk {
  readonly db: Db
  readonly wallet: Wallet
  readonly tokens: Pick<Tokens, 'token'>
}
