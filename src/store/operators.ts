import { sql } from 'kysely'

import type { OperatorKind } from '../domain/operator.ts'
import type { Db } from './tables.ts'

/** An operator's row, by the name that stands for where it leads. */
export interface OperatorRow {
  readonly num: number
  readonly id: string
  readonly name: string
}

export async function operatorRows(db: Db): Promise<OperatorRow[]> {
  return db
    .selectFrom('subscribers')
    .select(['num', 'id', 'address as name'])
    .where('operator', '=', 1)
    .orderBy('num')
    .execute()
}

/** Makes an operator of a subscriber that was just written. */
export async function markOperator(db: Db, num: number): Promise<void> {
  await db.updateTable('subscribers').set({ operator: 1 }).where('num', '=', num).execute()
}

/** Writes a delivery to every operator who is told this kind; they are few, so nothing has to walk to them. */
export async function insertOperatorDeliveries(
  tx: Db,
  { noticeNum, kind, now }: { readonly noticeNum: number; readonly kind: OperatorKind; readonly now: number },
): Promise<void> {
  await sql`
    insert into deliveries (notice, subscriber, transport, status, due_at, created_at)
    select ${noticeNum}, s.num, s.transport, 'waiting', ${now}, ${now}
    from subscribers s
    where s.operator = 1
      and exists (
        select 1 from subscriptions t
        where t.subscriber = s.num and t.topic = 'operators' and t.topic_id = ${kind})
    order by s.num`.execute(tx)
}
