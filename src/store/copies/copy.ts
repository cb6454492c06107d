import { existsSync } from 'node:fs'
import { link, open, rename } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'

import { named } from '../connection.ts'
import { CopyRefused } from '../errors.ts'
import { checkSchema, readMigrations } from '../migrate.ts'

/**
 * Copies a database that others may be writing to: `to` holds one moment of it, in one file, checked and on disk.
 * Throws CopyRefused where `from` is missing or unsound, NotOurDatabase, and SchemaTooNew.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new CopyRefused('missing', `There is no database at ${from}.`)
  try {
    await copyPages(from, to)
    checkCopy(to, from)
  } catch (error) {
    if (!isUnsound(error)) throw named(error)
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

/**
 * Gives a file a further name, or, on file systems where a file has one only, a new one. Unlike a plain rename it fails
 * where something has that name.
 */
export async function nameAs(file: string, name: string): Promise<void> {
  try {
    await link(file, name)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !ONE_NAME_ONLY.has(String(error.code))) throw error
    if (existsSync(name)) throw error
    await rename(file, name)
  }
}

const ONE_NAME_ONLY: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

function isUnsound(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT)/u.test(error.code)
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

/** Errors speak of `name`, the file that the copy is of. */
function checkCopy(file: string, name: string): void {
  const copy = new Database(file)
  try {
    checkSchema(copy, readMigrations().length, name)
    // Out of write-ahead logging, so that the copy is one file and needs no second one beside it.
    copy.pragma('journal_mode = delete')
    const found = copy.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new CopyRefused('unsound', `${name} is damaged: ${String(found)}`)
    if (copy.pragma('foreign_key_check', { simple: true }) !== undefined) {
      throw new CopyRefused('unsound', `${name} is damaged: rows refer to others that are gone.`)
    }
    if (copy.prepare('select 1 from sqlite_schema').get() === undefined) {
      throw new CopyRefused('unsound', `${name} is empty.`)
    }
    forgetSenders(copy)
  } finally {
    copy.close()
  }
}

/** By these senders of reports are told apart for some hours, while a copy may lie about for years. */
const OF_SENDERS = ['report_salts', 'report_marks']

/** Overwrites what it deletes, so that the bytes are gone as well. */
function forgetSenders(copy: Database.Database): void {
  copy.pragma('secure_delete = on')
  const isThere = copy.prepare("select 1 from sqlite_schema where type = 'table' and name = ?")
  for (const table of OF_SENDERS) {
    if (isThere.get(table) !== undefined) copy.exec(`delete from ${table}`)
  }
}
