import Database from 'better-sqlite3'
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely'

import type { Db } from '../../src/store/open.ts'
import type { Tables } from '../../src/store/tables.ts'

/** A database that writes down what it is asked. */
export interface RecordingDb {
  readonly db: Db
  /** What was asked since the last call, in order. */
  taken(): CompiledQuery[]
  close(): Promise<void>
}

export function openRecordingDb(file: string): RecordingDb {
  let asked: CompiledQuery[] = []
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: new Database(file) }),
    log: ({ query }) => void asked.push(query),
  })
  return {
    db,
    taken() {
      const taken = asked
      asked = []
      return taken
    },
    close: () => db.destroy(),
  }
}

/** The same rows read by better-sqlite3 alone, its statements prepared beforehand. */
export function bareReads(raw: Database.Database, asked: readonly CompiledQuery[]): () => void {
  const statements = asked.map(({ sql, parameters }) => ({ statement: raw.prepare(sql), parameters }))
  return () => {
    for (const { statement, parameters } of statements) {
      if (statement.reader) statement.all(...parameters)
      else statement.run(...parameters)
    }
  }
}
