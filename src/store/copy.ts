import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'

import { CopyRefused } from './errors.ts'
import { checkSchema, readMigrations } from './migrate.ts'

/**
 * Copies a database that others may be writing to: `to` holds one moment of it, in one file, checked and on disk.
 * Throws CopyRefused where `from` is missing or unsound, NotOurDatabase, and SchemaTooNew.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new CopyRefused('missing', `There is no database at ${from}.`)
  try {
    await copyPages(from, to)
    checkCopy(to)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    throw new CopyRefused('unsound', `${from} cannot be read as a database: ${error.message}.`, {
      cause: error,
    })
  }
  await flush(to)
}

/** Writes a file, and its folder's entry for it, through to the disk. */
export async function flush(file: string): Promise<void> {
  for (const each of [file, path.dirname(file)]) {
    const handle = await open(each, 'r')
    await handle.sync()
    await handle.close()
  }
}

/** More than a database has. */
const ALL_PAGES = 0x7fff_ffff

/**
 * All in one go: another process's commit between two steps would begin the copy again from the start, and beside a
 * process that observes all the time never end it. No writer waits for it, since it only reads.
 */
async function copyPages(from: string, to: string): Promise<void> {
  const source = new Database(from, { fileMustExist: true })
  try {
    await source.backup(to, { progress: () => ALL_PAGES })
  } finally {
    source.close()
  }
}

function checkCopy(file: string): void {
  const copy = new Database(file)
  try {
    checkSchema(copy, readMigrations().length)
    // Out of write-ahead logging, so that the copy is one file and needs no second one beside it.
    copy.pragma('journal_mode = delete')
    const found = copy.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new CopyRefused('unsound', `The database is damaged: ${String(found)}`)
    const [dangling] = copy.prepare('select "table" from pragma_foreign_key_check limit 1').pluck().all()
    if (dangling !== undefined) {
      throw new CopyRefused(
        'unsound',
        `The database is damaged: ${String(dangling)} refers to rows that are gone.`,
      )
    }
    if (copy.prepare('select 1 from sqlite_schema').get() === undefined) {
      throw new CopyRefused('unsound', 'The database is empty.')
    }
  } finally {
    copy.close()
  }
}
