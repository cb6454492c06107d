import Database from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

import { StoreUnavailable, type UnavailableKind } from './errors.ts'
import { createSieve, type Complaints } from './sound-rows.ts'

/** Distinct statements kept compiled; beyond the fixed ones only lists of ids of varying length make new ones. */
const KEPT_STATEMENTS = 256

/**
 * better-sqlite3 as Kysely sees it, with four differences:
 *
 * - Statements are compiled once and kept.
 * - A transaction takes the write lock when it begins. One that reads first and takes the lock later fails at once,
 *   without waiting, when another process has written in between.
 * - Failures that lie with the database rather than the request are thrown as StoreUnavailable.
 * - Rows whose JSON cannot be read are left out and told to `log` (sound-rows.ts).
 */
export function guardConnection(raw: Database.Database, log?: Complaints): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: KEPT_STATEMENTS })
  const sieve = createSieve(log)

  const prepare = (sql: string): SqliteStatement => {
    // A failed commit may have rolled back already; rolling back again would hide why.
    if (sql === 'rollback' && !raw.inTransaction) return nothingToDo
    const kept = statements.get(sql)
    if (kept !== undefined) return kept
    const statement = naming(() => raw.prepare(sql === 'begin' ? 'begin immediate' : sql))
    const soundOf = sieve(statement)
    const guarded: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => soundOf(naming(() => statement.all(parameters))),
      run: (parameters) => naming(() => statement.run(parameters)),
      iterate: (parameters) => naming(() => statement.iterate(parameters)),
    }
    statements.set(sql, guarded)
    return guarded
  }
  return { prepare, close: () => void raw.close() }
}

/** Runs work on the database and gives its failures their names. */
export function naming<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw named(error)
  }
}

/** The error as StoreUnavailable where it is one, else as it is. */
export function named(error: unknown): unknown {
  const kind = unavailableKind(error)
  return kind === undefined ? error : new StoreUnavailable(kind, error)
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

/** SQLite's result codes, extended ones included: https://www.sqlite.org/rescode.html */
const KINDS: readonly (readonly [prefix: string, kind: UnavailableKind])[] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['SQLITE_IOERR', 'broken'],
  ['SQLITE_CANTOPEN', 'broken'],
  ['SQLITE_CORRUPT', 'broken'],
  ['SQLITE_NOTADB', 'broken'],
]

function unavailableKind(error: unknown): UnavailableKind | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined
  return KINDS.find(([prefix]) => error.code.startsWith(prefix))?.[1]
}
