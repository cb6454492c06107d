import type { FeedbackKind } from './feedback.ts'
import type { Locale } from './locale.ts'
import type { TicketMoment } from './notice.ts'

/**
 * A ticket's life: `received` until somebody takes it, `in_progress` until it is `answered`; its writer may have it
 * `reopened`, and it is `closed` by an operator or once its writer has been silent for long enough.
 */
type TicketState = 'received' | 'in_progress' | 'answered' | 'reopened' | 'closed'

/** States in which somebody waits for us. */
export const WAITING_STATES = [
  'received',
  'in_progress',
  'reopened',
] as const satisfies readonly TicketState[]

/** One complaint or wish, from its receipt to its end. */
export interface Ticket {
  /** Such as `F-2026-7K3M9`: what people say on the telephone. It opens nothing. */
  readonly ref: string
  readonly category: string
  readonly kind: FeedbackKind
  readonly componentId?: string
  /** Confirmed by its writer or given by an operator. */
  readonly incidentId?: string
  readonly locale: Locale
  /** A mail address or telephone number, if its writer left one. */
  readonly contact?: string
  readonly state: TicketState
  readonly receivedAt: number
  /** The day by which somebody answers, `YYYY-MM-DD`; counted anew when it is reopened. */
  readonly replyBy: string
  /** False where a year's holidays are not known, so that the day may move. */
  readonly replyByCertain: boolean
  /** Who takes care of it, as they call themselves; never shown to its writer. */
  readonly takenBy?: string
  readonly answeredAt?: number
  readonly closedAt?: number
  /** 1 to 5. */
  readonly satisfaction?: number
}

export interface TicketWord {
  readonly by: 'person' | 'operator'
  readonly body: string
  readonly at: number
}

export interface TicketThread extends Ticket {
  /** Oldest first. */
  readonly words: readonly TicketWord[]
}

/** Letters to the mailbox that was left with a ticket: those sent, newest first, and whether it takes no more. */
export interface TicketLetters {
  readonly stopped: boolean
  readonly sent: readonly { readonly moment: TicketMoment; readonly at: number }[]
}

/** Whether somebody waits for our answer. */
export function isWaiting({ state }: Pick<Ticket, 'state'>): boolean {
  return WAITING_STATES.some((waiting) => waiting === state)
}

/** Whether the day by which it was to be answered is over; `today` is that of the page, `YYYY-MM-DD`. */
export function isLate(ticket: Pick<Ticket, 'state' | 'replyBy'>, today: string): boolean {
  return isWaiting(ticket) && ticket.replyBy < today
}
