import { CompiledQuery } from 'kysely'

import type { Db } from './tables.ts'

/**
 * Runs work that only reads, all of it on the database as it stood at one moment, whoever writes meanwhile. Takes no
 * write lock, unlike `db.transaction()` (connection.ts), so it also works while another process holds that. Within a
 * transaction it is part of it. Work must not use the outer `db`: that waits until the reading is over.
 */
export async function reading<T>(db: Db, work: (moment: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.connection().execute(async (moment) => {
    await moment.executeQuery(CompiledQuery.raw('begin deferred'))
    try {
      return await work(moment)
    } finally {
      // Nothing was written; and should the database have failed, there may be nothing left to end.
      await moment.executeQuery(CompiledQuery.raw('rollback'))
    }
  })
}
