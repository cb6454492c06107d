import type { Generated } from 'kysely'

import type { FeedbackKind } from '../../domain/feedback.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Ticket, TicketWord } from '../../domain/ticket.ts'
import type { Optional } from './optional.ts'

export interface TicketTables {
  tickets: TicketRow
  ticket_words: TicketWordRow
  ticket_counts: TicketCountRow
}

export interface TicketRow {
  num: Generated<number>
  id: string
  ref: string
  token_hash: string
  category: string
  kind: FeedbackKind
  component_id: Optional<string>
  incident_id: Optional<string>
  locale: Locale
  contact: Optional<string>
  state: Ticket['state']
  received_at: number
  reply_by: string
  reply_by_certain: number
  taken_by: Optional<string>
  answered_at: Optional<number>
  closed_at: Optional<number>
  satisfaction: Optional<number>
  counted_as: Optional<TicketSpeed>
  incident_over: Optional<'due' | 'told'>
}

/** How long an answer took, as the columns of ticket_counts are called. */
export type TicketSpeed = 'within_1' | 'within_3' | 'within_7' | 'over_7'

interface TicketWordRow {
  num: Generated<number>
  ticket: number
  written_by: TicketWord['by']
  body: string
  at: number
}

interface TicketCountRow extends Record<TicketSpeed, number> {
  year: number
  kind: FeedbackKind
  category: string
  received: number
  withdrawn: number
  rated: number
  rating_sum: number
}
