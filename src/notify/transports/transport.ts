import type { Letter } from '../../domain/message.ts'
import type { Recipient } from '../../domain/subscriber.ts'

/**
 * One way to reach subscribers. It owns its payload, the meaning of its vendor's errors and the form of its addresses,
 * and nothing else: when to try, how often and what to do about a failure is the worker's business.
 */
export interface Transport {
  readonly limits: TransportLimits
  /** Reads what a person typed, or says what is wrong with it. No I/O: nothing is asked of an address here. */
  readAddress(given: GivenAddress): AddressReading
  /** How a recipient is shown to people and in lists: enough to tell, too little to use. */
  mask(to: Pick<Recipient, 'address' | 'settings'>): string
  /**
   * Resolves when the other side has taken the letter; throws DeliveryError. `confirmed` says that taking a letter that
   * asks for confirmation was the confirmation: the challenge came back.
   */
  deliver(letter: Letter, signal: AbortSignal): Promise<{ readonly confirmed?: true }>
  close(): Promise<void>
}

export interface TransportLimits {
  /** Letters on their way at the same time, at most. */
  readonly concurrency: number
  /**
   * How many of these may be to one origin (scheme, host and port), so that one that hangs leaves places to the others;
   * absent where all letters go to a vendor's only one.
   */
  readonly perOrigin?: number
  /** Letters begun a second, at most; absent where nobody sets a limit. */
  readonly perSecond?: number
  /** What one recipient takes, where the vendor blocks those who send more. */
  readonly perRecipient?: { readonly count: number; readonly withinMs: number }
  /** Whether all letters come from one sender of ours, so that being told we are too many is told to all of them. */
  readonly oneSender?: boolean
  /** A letter that has not been taken by then has failed, ms. */
  readonly timeoutMs: number
}

/** Fields of the form, as typed, by name: `address`, `secret` … */
export type GivenAddress = Readonly<Record<string, string>>

export type AddressReading =
  | ({ readonly ok: true } & Pick<Recipient, 'address' | 'settings'>)
  /** `problem` is a key below `subscribe:problem.` in the locales. */
  | { readonly ok: false; readonly field: string; readonly problem: string }
