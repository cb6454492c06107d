import type { ColumnType, Generated } from 'kysely'

import type { DeliveryStatus } from '../../domain/delivery.ts'
import type { News } from '../../domain/notice.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface NoticeTables {
  notices: NoticeRow
  deliveries: DeliveryRow
}

export interface NoticeRow {
  num: Generated<number>
  id: string
  subject: News['subject']
  subject_id: string
  moment: News['moment']
  news_json: Json<News>
  at: number
  /** 0 before the first subscriber; null once the fan-out has come to all. */
  walked_to: number | null
}

export interface DeliveryRow {
  num: Generated<number>
  notice: number
  subscriber: number
  transport: TransportKind
  status: DeliveryStatus
  due_at: number
  attempts: ColumnType<number, number | undefined, number>
  letter: Optional<string>
  lease_owner: Optional<string>
  lease_until: Optional<number>
  error: Optional<string>
  created_at: number
  settled_at: Optional<number>
}
