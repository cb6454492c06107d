import { sql } from 'kysely'

import type { Db } from '../tables.ts'

/** The salt of a day, which is told by its first instant. */
export interface DaySalt {
  readonly dayAt: number
  readonly salt: Buffer
}

export async function readSalts(db: Db): Promise<DaySalt[]> {
  return db.selectFrom('report_salts').select(['day_at as dayAt', 'salt']).execute()
}

/** Keeps a salt over a restart; one that the day has already stays. */
export async function saveSalt(db: Db, { dayAt, salt }: DaySalt): Promise<void> {
  await db
    .insertInto('report_salts')
    .values({ day_at: dayAt, salt })
    .onConflict((conflict) => conflict.column('day_at').doNothing())
    .execute()
}

/** Whether a salt, or anything that was made of one, is left of a day other than these. */
export async function hasOtherDays(db: Db, days: readonly number[]): Promise<boolean> {
  for (const table of ['report_salts', 'report_marks'] as const) {
    const found = await db
      .selectFrom(table)
      .select('day_at')
      .where('day_at', 'not in', days)
      .limit(1)
      .execute()
    if (found.length > 0) return true
  }
  return false
}

/**
 * Deletes the salts of all days but these and what was made of them, so that the bytes themselves are gone: deleted
 * content is overwritten, and the write-ahead log, which still holds the old pages, is emptied. Not within a
 * transaction: neither pragma would do anything there.
 */
export async function forgetOtherDays(db: Db, days: readonly number[]): Promise<void> {
  await sql`pragma secure_delete = on`.execute(db)
  try {
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('report_salts').where('day_at', 'not in', days).execute()
      await tx.deleteFrom('report_marks').where('day_at', 'not in', days).execute()
    })
  } finally {
    await sql`pragma secure_delete = off`.execute(db)
  }
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}
