import type { Db } from './tables.ts'

/** How often a target was written to: last at `askedAt`, `times` since `sinceAt`. */
export interface Askings {
  readonly askedAt: number
  readonly sinceAt: number
  readonly times: number
}

export async function readAskings(db: Db, target: string): Promise<Askings | undefined> {
  const row = await db.selectFrom('askings').selectAll().where('target', '=', target).executeTakeFirst()
  return row && { askedAt: row.asked_at, sinceAt: row.since_at, times: row.times }
}

export async function saveAskings(
  db: Db,
  target: string,
  { askedAt, sinceAt, times }: Askings,
): Promise<void> {
  const values = { asked_at: askedAt, since_at: sinceAt, times }
  await db
    .insertInto('askings')
    .values({ target, ...values })
    .onConflict((conflict) => conflict.column('target').doUpdateSet(values))
    .execute()
}

/** Forgets the targets that were last written to before that. */
export async function sweepAskings(db: Db, { before }: { readonly before: number }): Promise<void> {
  await db.deleteFrom('askings').where('asked_at', '<', before).execute()
}
