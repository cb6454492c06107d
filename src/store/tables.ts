import type { ColumnType, Generated, Kysely } from 'kysely'

import type { AnnouncementKind, HelpTopic } from '../domain/announcement.ts'
import type { Reason } from '../domain/change.ts'
import type { Gap } from '../domain/gap.ts'
import type { Answers, Impact, Incident, IncidentUpdate, Phase, Publication } from '../domain/incident.ts'
import type { FeedbackKind } from '../domain/feedback.ts'
import type { Locale, LocalText } from '../domain/locale.ts'
import type { LossState, LostThing } from '../domain/loss-notice.ts'
import type { Maintenance } from '../domain/maintenance.ts'
import type { News } from '../domain/notice.ts'
import type { DeliveryStatus } from '../domain/delivery.ts'
import type { Explanation } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { ReportSymptom } from '../domain/report.ts'
import type { State } from '../domain/state.ts'
import type { Detail, PauseReason, Recipient, Subscriber, TopicKind } from '../domain/subscriber.ts'
import type { Quoted } from '../domain/top-up.ts'
import type { Ticket, TicketWord } from '../domain/ticket.ts'
import type { TransportKind } from '../domain/transport.ts'
import type { Json } from './json.ts'

/** What every verb of the store takes first; a transaction fits as well, and then the verb is part of it. */
export type Db = Kysely<Tables>

/** A column that holds null where the domain has nothing to say. */
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

/** Columns as the migrations make them: times in epoch ms end in `_at`, lengths in `_ms`, JSON in `_json`. */
export interface Tables {
  settings: { name: string; value: string }
  probes: { num: Generated<number>; id: string }
  observations: ObservationRow
  explanations: { probe: number; at: number; place: string; outcome: number; body_json: Json<Explanation> }
  ok_explanations: { probe: number; at: number; body_json: Json<Explanation> }
  rollups: RollupRow
  rollups_due: { span: Span; at: number; probe: number }
  component_states: { component_id: string; state: State; since_at: number; reason_json: Json<Reason> }
  changes: ChangeRow
  gaps: { id: Generated<number>; from_at: number; to_at: number; cause: Gap['cause'] }
  heartbeats: { probe_id: string; at: number; ok: number }
  incidents: IncidentRow
  incident_components: IncidentComponentRow
  incident_updates: IncidentUpdateRow
  maintenances: MaintenanceRow
  announcements: AnnouncementRow
  notices: NoticeRow
  subscribers: SubscriberRow
  subscriptions: { subscriber: number; topic: TopicKind; topic_id: string }
  deliveries: DeliveryRow
  quotes: { probe: number; at: number; quoted_json: Json<Quoted> }
  article_votes: { day: string; article_id: string; helped: number; times: number }
  hotline_calls: { contact_id: string; id: string; at: number }
  hotline_hours: { contact_id: string; at: number; answered: number; lost: number; waits: Buffer }
  hotline_queues: HotlineQueueRow
  losses: LossRow
  loss_steps: { num: Generated<number>; loss: number; at: number; state: LossState; words: Optional<string> }
  askings: { target: string; asked_at: number; since_at: number; times: number }
  tickets: TicketRow
  ticket_words: TicketWordRow
  ticket_counts: TicketCountRow
  report_salts: { day_at: number; salt: Buffer }
  report_marks: ReportMarkRow
  report_counts: ReportCountRow
  report_peaks: { component_id: string; hour_at: number; level: number }
  report_episodes: ReportEpisodeRow
}

/** How much time a roll-up row covers. */
export type Span = 'hour' | 'day'

interface ObservationRow {
  probe: number
  at: number
  place: string
  /** A number of outcome-code.ts. */
  outcome: number
  latency_ms: Optional<number>
  credit_ms: Optional<number>
}

export interface RollupRow {
  probe: number
  span: Span
  at: number
  counts_json: Json<Partial<Record<Outcome, number>>>
  latency_histogram: Optional<Buffer>
  credit_histogram: Optional<Buffer>
  raw_swept: ColumnType<number, number | undefined, number>
}

interface HotlineQueueRow {
  contact_id: string
  at: number
  wait_ms: Optional<number>
  waiting: Optional<number>
  answered_share: Optional<number>
}

interface ChangeRow {
  id: Generated<number>
  component_id: string
  from_state: State
  to_state: State
  at: number
  recorded_at: number
  reason_json: Json<Reason>
}

export interface IncidentRow {
  id: string
  title_json: Json<LocalText>
  phase: Phase
  impact: Impact
  origin: Incident['origin']
  publication: Publication
  publish_at: Optional<number>
  started_at: number
  published_at: Optional<number>
  monitoring_at: Optional<number>
  resolved_at: Optional<number>
  money: number
  answers_json: Json<Answers>
  upstream_component_id: Optional<string>
  objection: Optional<string>
}

interface IncidentComponentRow {
  incident_id: string
  component_id: string
  worst_state: State
  joined_at: number
  said_state: Optional<State>
  said_at: Optional<number>
}

interface IncidentUpdateRow {
  num: Generated<number>
  id: string
  incident_id: string
  phase: Phase
  body_json: Json<LocalText>
  at: number
  author: IncidentUpdate['author']
}

export interface MaintenanceRow {
  id: string
  title_json: Json<LocalText>
  body_json: Json<LocalText>
  lists_json: Json<Pick<Maintenance, 'notAffected' | 'delayed' | 'mayFail'>>
  component_ids_json: Json<readonly string[]>
  starts_at: number
  ends_at: number
  announced_at: number
  cancelled_at: Optional<number>
  sequence: number
}

export interface AnnouncementRow {
  id: string
  kind: AnnouncementKind
  title_json: Json<LocalText>
  body_json: Json<LocalText>
  help_topics_json: Json<readonly HelpTopic[]>
  component_ids_json: Json<readonly string[]>
  incident_id: Optional<string>
  published_at: number
  effective_at: number
  expires_at: Optional<number>
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

export interface LossRow {
  num: Generated<number>
  ref: string
  token_hash: string
  locale: Locale
  lost_json: Json<readonly LostThing[]>
  noticed_at: Optional<number>
  account_hint: Optional<string>
  contact: Optional<string>
  words: Optional<string>
  received_at: number
  digest: string
  state: LossState
  told_at: Optional<number>
  crowd: string
}

interface ReportMarkRow {
  day_at: number
  component_id: string
  sender: Buffer
  block: Buffer
  net: Buffer
  at: number
}

interface ReportCountRow {
  hour_at: number
  component_id: string
  symptom: ReportSymptom
  region: string
  count: number
}

interface ReportEpisodeRow {
  num: Generated<number>
  component_id: string
  since_at: number
  ended_at: Optional<number>
  closed_level: Optional<number>
  closed_because: Optional<string>
  incident_id: Optional<string>
}
