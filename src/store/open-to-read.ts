import { existsSync } from 'node:fs'

import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'

import { guardConnection, naming } from './connection.ts'
import type { Db, Tables } from './tables.ts'

/**
 * Lets work read the database of a server that may be running, changing nothing of it, its schema neither. Undefined
 * where there is no database. Throws StoreUnavailable.
 */
export async function readStore<T>(file: string, work: (db: Db) => Promise<T>): Promise<T | undefined> {
  if (!existsSync(file)) return undefined
  const raw = naming(() => new Database(file, { readonly: true, fileMustExist: true }))
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: guardConnection(raw) }) })
  try {
    return await work(db)
  } finally {
    await db.destroy()
    // Kysely closes only what it has used.
    raw.close()
  }
}
