import { mkdirSync } from 'node:fs'
import path from 'node:path'

import Database from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'

import { guardConnection, naming } from './connection.ts'
import { StoreUnavailable } from './errors.ts'
import { migrate } from './migrate.ts'
import type { Complaints } from './sound-rows.ts'
import type { Db, Tables } from './tables.ts'

export type { Db } from './tables.ts'

/** The database's name within the data folder. */
export const DATABASE_FILE = 'wallet.db'

export interface Store {
  readonly db: Db
  close(): Promise<void>
  /** A number that moves when another process has committed something; our own commits leave it alone. */
  othersToken(): Promise<number>
  /** Makes a small real write; throws StoreUnavailable where the database is locked, full, read-only or broken. */
  writable(): Promise<void>
}

export interface StoreOptions {
  /** Path of the database; made where there is none, folder and schema included. */
  readonly file: string
  /** Told when the schema was changed, and of every row that cannot be read. */
  readonly log?: Complaints & { info(facts: object, message: string): void }
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
  const raw = openFile(file)
  try {
    naming(() => configure(raw))
    const { version, steps } = naming(() => migrate(raw))
    if (steps > 0) log?.info({ file, version, steps }, 'Database schema brought up to date')
  } catch (error) {
    raw.close()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: guardConnection(raw, log) }) })
  // Kysely closes what it has opened itself by running a statement; until then closing it would do nothing.
  await sql`select 1`.execute(db)
  return {
    db,
    close: () => db.destroy(),
    othersToken: () => othersToken(db),
    writable: () => checkWritable(db),
  }
}

function openFile(file: string): Database.Database {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
  } catch (error) {
    throw new StoreUnavailable('broken', error)
  }
  return naming(() => new Database(file, { timeout: BUSY_TIMEOUT_MS }))
}

/**
 * How long a statement waits for another process's lock. SQLite waits on our only thread, so pages and probes wait
 * with it: short, and callers try again.
 */
const BUSY_TIMEOUT_MS = 250

/** A write-ahead log grown by a long read is cut back to this size afterwards. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024

/** Pages kept by the connection, KiB; the kernel keeps the file's hot parts anyway, once for all processes. */
const CACHE_KIB = 2048

function configure(raw: Database.Database): void {
  // In write-ahead logging readers and the writer do not wait for each other. Setting it writes to the file.
  if (raw.pragma('journal_mode', { simple: true }) !== 'wal') raw.pragma('journal_mode = wal')
  raw.pragma('synchronous = normal')
  raw.pragma('foreign_keys = on')
  // What people have deleted is overwritten rather than left lying in free pages.
  raw.pragma('secure_delete = on')
  raw.pragma(`cache_size = -${CACHE_KIB}`)
  raw.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`)
}

/** SQLite's data_version, which other connections' commits move. */
async function othersToken(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select data_version as version from pragma_data_version`.execute(db)
  return rows[0]?.version ?? 0
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
