import type { Kysely } from 'kysely'

import type { AnnouncementTables } from './tables/announcements.ts'
import type { ChangeTables } from './tables/changes.ts'
import type { HotlineTables } from './tables/hotline.ts'
import type { IncidentTables } from './tables/incidents.ts'
import type { LossTables } from './tables/losses.ts'
import type { MaintenanceTables } from './tables/maintenances.ts'
import type { NoticeTables } from './tables/notices.ts'
import type { ObservationTables } from './tables/observations.ts'
import type { ReportTables } from './tables/reports.ts'
import type { SubscriberTables } from './tables/subscribers.ts'
import type { TicketTables } from './tables/tickets.ts'

/** What every verb of the store takes first; a transaction fits as well, and then the verb is part of it. */
export type Db = Kysely<Tables>

/** Columns as the migrations make them: times in epoch ms end in `_at`, lengths in `_ms`, JSON in `_json`. */
export interface Tables
  extends
    ObservationTables,
    ChangeTables,
    IncidentTables,
    MaintenanceTables,
    AnnouncementTables,
    NoticeTables,
    SubscriberTables,
    HotlineTables,
    LossTables,
    TicketTables,
    ReportTables {
  settings: { name: string; value: string }
  article_votes: { day: string; article_id: string; helped: number; times: number }
}
