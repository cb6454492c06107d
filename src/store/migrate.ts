import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type Database from 'better-sqlite3'

import { NotOurDatabase, SchemaTooNew } from './errors.ts'

/** Marks a SQLite file as ours in its header ("WSt1"), so that backup and restore never mistake another program's. */
export const APPLICATION_ID = 0x57537431

/** One numbered step of the schema: migrations/0001-init.sql is number 1. */
interface Migration {
  readonly number: number
  readonly sql: string
}

/** The steps in the program's folder, in order; throws where numbers are not 1, 2, 3 … */
export function readMigrations(folder: string = path.join(import.meta.dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
  return files.map((file, index) => {
    const number = Number.parseInt(file, 10)
    if (number !== index + 1) throw new Error(`Migration ${file} should have number ${index + 1}.`)
    return { number, sql: readFileSync(path.join(folder, file), 'utf8') }
  })
}

/**
 * Brings the schema up to date and answers its number and how many steps that took. Each step is one transaction
 * together with its number, so a stopped process resumes where it was and two starting at once do not collide. Throws SchemaTooNew, and NotOurDatabase for another program's file.
 */
export function migrate(
  raw: Database.Database,
  migrations: readonly Migration[] = readMigrations(),
): { version: number; steps: number } {
  checkSchema(raw, migrations.length)
  let steps = 0
  // The number is read before a lock is taken as well, so that a database that is up to date opens though locked.
  for (const migration of migrations.slice(schemaVersion(raw))) {
    raw
      .transaction(() => {
        if (schemaVersion(raw) >= migration.number) return
        raw.exec(migration.sql)
        raw.pragma(`application_id = ${APPLICATION_ID}`)
        raw.pragma(`user_version = ${migration.number}`)
        steps += 1
      })
      .immediate()
  }
  return { version: schemaVersion(raw), steps }
}

/** Throws unless the file is empty or ours, with a schema no newer than `known`. Errors speak of `name`. */
export function checkSchema(raw: Database.Database, known: number, name = raw.name): void {
  const version = schemaVersion(raw)
  const empty = raw.prepare('select 1 from sqlite_schema').get() === undefined
  if (!empty && raw.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new NotOurDatabase(`${name} is a database of another program.`)
  }
  if (version > known) throw new SchemaTooNew(version, known)
}

function schemaVersion(raw: Database.Database): number {
  return Number(raw.pragma('user_version', { simple: true }))
}
