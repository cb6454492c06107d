import type { Optional } from './optional.ts'

export interface HotlineTables {
  hotline_calls: { contact_id: string; id: string; at: number }
  hotline_hours: { contact_id: string; at: number; answered: number; lost: number; waits: Buffer }
  hotline_queues: HotlineQueueRow
}

interface HotlineQueueRow {
  contact_id: string
  at: number
  wait_ms: Optional<number>
  waiting: Optional<number>
  answered_share: Optional<number>
}
