import type { Transaction } from 'kysely'

import type { Db, Tables } from './tables.ts'

/** Runs work in the transaction that db already is, or in one of its own. */
export async function atomically<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute((tx: Transaction<Tables>) => work(tx))
}
