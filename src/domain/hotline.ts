/** One call that somebody made to a hotline, as its telephone system knows it. */
export interface HotlineCall {
  /** The telephone system's own name of it: a call that is told twice counts once. */
  readonly id: string
  readonly contactId: string
  /** When it began to wait, epoch ms. */
  readonly at: number
  /** Until somebody answered, or until the caller hung up. */
  readonly waitMs: number
  readonly answered: boolean
}

/** What the queue of a hotline is like at a moment; what is not known is absent. */
export interface HotlineQueue {
  readonly contactId: string
  /** Epoch ms. */
  readonly at: number
  /** What somebody who calls now will wait, as the telephone system reckons. */
  readonly waitMs?: number
  /** Callers who wait. */
  readonly waiting?: number
  /** Share of the calls of late that were answered, 0 to 1. */
  readonly answeredShare?: number
}
