import { sql } from 'kysely'

import type { Subscriber } from '../domain/subscriber.ts'
import type { TransportKind } from '../domain/transport.ts'
import type { Db } from './tables.ts'

export interface SubscriberCount {
  readonly transport: TransportKind
  readonly status: Subscriber['status']
  readonly count: number
}

/** How many there are of each transport and status, operators and tickets' mailboxes apart; those of an import that is under way do not count. */
export async function countSubscribers(db: Db): Promise<SubscriberCount[]> {
  return db
    .selectFrom('subscribers')
    .select(['transport', 'status'])
    .select(sql<number>`count(*)`.as('count'))
    .where('operator', '=', 0)
    .where('ticket', 'is', null)
    .where(({ eb, or }) => or([eb('status', '!=', 'pending'), eb('confirm_hash', 'is not', null)]))
    .groupBy(['transport', 'status'])
    .orderBy('transport')
    .orderBy('status')
    .execute()
}
