import Database from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'

import { guardConnection, naming } from './connection.ts'
import { migrate } from './migrate.ts'
import type { Db, Tables } from './tables.ts'

export type { Db } from './tables.ts'

/** The database's name within the data folder. */
export const DATABASE_FILE = 'wallet.db'

export interface Store {
  readonly db: Db
  close(): Promise<void>
  /** A text that differs from the last one when anything was committed since, by this process or another. */
  changeToken(): Promise<string>
  /** Makes a small real write; throws StoreUnavailable where the database is locked, full, read-only or broken. */
  writable(): Promise<void>
}

export interface StoreOptions {
  /** Path of the database; made, with its schema, where there is none. Its folder must exist. */
  readonly file: string
  /** Told when the schema was changed. */
  readonly log?: { info(facts: object, message: string): void }
}

/**
 * Opens the database and brings its schema up to date. Throws SchemaTooNew, NotOurDatabase, and StoreUnavailable.
 *
 * What a verb has acknowledged survives the process, killed or not: it is in the write-ahead log, and the kernel has
 * it. When the machine itself loses power, `synchronous = normal` may lose the last moments (everything since the last
 * checkpoint at worst) but never the database's soundness. Waiting for the disk at every commit (`full`) costs a
 * flush several times a second on the thread that also serves pages, to save observations of moments when the
 * machine was down anyway.
 */
export async function openStore({ file, log }: StoreOptions): Promise<Store> {
  const raw = naming(() => new Database(file, { timeout: BUSY_TIMEOUT_MS }))
  try {
    naming(() => configure(raw))
    const { version, steps } = naming(() => migrate(raw))
    if (steps > 0) log?.info({ file, version, steps }, 'Database schema brought up to date')
  } catch (error) {
    raw.close()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: guardConnection(raw) }) })
  // Kysely closes what it has opened itself by running a statement; until then closing it would do nothing.
  await sql`select 1`.execute(db)
  return {
    db,
    close: () => db.destroy(),
    changeToken: () => changeToken(db),
    writable: () => checkWritable(db),
  }
}

/**
 * How long a statement waits for another process's lock. SQLite waits on our only thread, so pages and probes wait
 * with it: short, and callers try again.
 */
const BUSY_TIMEOUT_MS = 250

/** A write-ahead log grown by a long read is cut back to this size afterwards. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024

function configure(raw: Database.Database): void {
  // In write-ahead logging readers and the writer do not wait for each other. Setting it writes to the file.
  if (raw.pragma('journal_mode', { simple: true }) !== 'wal') raw.pragma('journal_mode = wal')
  raw.pragma('synchronous = normal')
  raw.pragma('foreign_keys = on')
  raw.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`)
}

/** data_version moves with other connections' commits only, total_changes with our own only. */
async function changeToken(db: Db): Promise<string> {
  const { rows } = await sql<{ token: string }>`
    select (select data_version from pragma_data_version) || '.' || total_changes() as token`.execute(db)
  return rows[0]?.token ?? ''
}

/** Several pages' worth, so that a database without room for a page more is found out. */
const WRITE_CHECK_BYTES = 16 * 1024

async function checkWritable(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = { name: 'write_check', value: ' '.repeat(WRITE_CHECK_BYTES) }
    await tx.insertInto('settings').values(row).execute()
    await tx.deleteFrom('settings').where('name', '=', row.name).execute()
  })
}
