import { sql } from 'kysely'

import type { Db } from './open.ts'

/**
 * Empties the write-ahead log, which else holds for a while what was deleted from the database itself. Does what it can: where
 * another process reads, the log is emptied later. Not within a transaction.
 */
export async function emptyLog(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}
