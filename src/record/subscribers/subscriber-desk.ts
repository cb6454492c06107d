import type { Recipient } from '../../domain/subscriber.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'

/** What the verbs of subscribers work with. */
export interface SubscriberDesk {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'groups' | 'components'>
  readonly tokens: Pick<Tokens, 'token'>
  readonly addresses: Addresses
  /** How many short messages ask for a yes in an hour, to all numbers together; each costs money. */
  readonly smsPerHour?: number
}

/** What transports know of addresses, handed in by whoever has them. */
export interface Addresses {
  /** Ways that have been set up, in the order they are offered. */
  readonly offered: readonly TransportKind[]
  /** Reads what a person typed; no I/O. */
  read(kind: TransportKind, given: Readonly<Record<string, string>>): AddressReading
  /** Enough to tell a recipient from the next one, too little to use. */
  mask(to: Recipient): string
}

type AddressReading =
  | ({ readonly ok: true } & Pick<Recipient, 'address' | 'settings'>)
  /** `problem` is a key below `subscribe:problem.` in the locales. */
  | { readonly ok: false; readonly field: string; readonly problem: string }
