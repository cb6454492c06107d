import type { ColumnType, Generated } from 'kysely'

import type { Locale } from '../../domain/locale.ts'
import type { Detail, PauseReason, Recipient, Subscriber, TopicKind } from '../../domain/subscriber.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface SubscriberTables {
  subscribers: SubscriberRow
  subscriptions: { subscriber: number; topic: TopicKind; topic_id: string }
  refused_mailboxes: { digest: string; at: number }
  askings: { target: string; asked_at: number; since_at: number; times: number }
}

export interface SubscriberRow {
  num: Generated<number>
  id: string
  transport: TransportKind
  address: string
  settings_json: Json<Recipient['settings']>
  locale: Locale
  detail: Detail
  once: number
  quiet_from: Optional<number>
  quiet_to: Optional<number>
  status: Subscriber['status']
  paused_because: Optional<PauseReason>
  manage_hash: string
  confirm_hash: Optional<string>
  confirm_until: Optional<number>
  created_at: number
  confirmed_at: Optional<number>
  consent_text: Optional<string>
  consent_at: Optional<number>
  asked_at: Optional<number>
  operator: ColumnType<number, number | undefined, number>
  ticket: Optional<number>
  mailbox: Optional<string>
  rests_until: Optional<number>
}
