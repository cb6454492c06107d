import type { Gap } from '../domain/gap.ts'
import type { Db } from './tables.ts'

export async function insertGap(db: Db, gap: Gap): Promise<void> {
  await db.insertInto('gaps').values({ from_at: gap.fromAt, to_at: gap.toAt, cause: gap.cause }).execute()
}

/** Gaps that share at least an instant with [fromAt, toAt), oldest first. */
export async function gapsBetween(db: Db, between: { fromAt: number; toAt: number }): Promise<Gap[]> {
  return db
    .selectFrom('gaps')
    .select(['from_at as fromAt', 'to_at as toAt', 'cause'])
    .where('to_at', '>', between.fromAt)
    .where('from_at', '<', between.toAt)
    .orderBy('from_at')
    .execute()
}
