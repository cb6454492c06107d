import type { Wallet } from '../../domain/wallet.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'

/** What taking feedback works with. */
export interface FeedbackDesk {
  readonly db: Db
  readonly wallet: Wallet
  readonly tokens: Pick<Tokens, 'token'>
  /** Reads a mail address as letters need it, undefined where it is none; absent where no letters are sent. */
  readonly readMail?: (typed: string) => string | undefined
}
