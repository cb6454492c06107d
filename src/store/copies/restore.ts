import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'

import { copyDatabase, flush, nameAs } from './copy.ts'
import { CopyRefused } from '../errors.ts'

export interface Restore {
  /** The backup. It is only read. */
  readonly from: string
  /** The database it becomes. */
  readonly file: string
  /** Named in the replaced file's new name, epoch ms. */
  readonly now: number
  /**
   * Replaces a database that another process has open. That process goes on reading and writing the replaced file
   * until it is restarted, so what it writes is not in the restored one.
   */
  readonly force?: boolean
}

/**
 * Puts a backup in the database's place, checked first and complete or not at all; the replaced file is kept beside
 * it, and its name is the answer (undefined where there was none). An older schema is fine: it is brought up to date
 * when it is opened. Throws CopyRefused, NotOurDatabase, and SchemaTooNew; then nothing was changed.
 */
export async function restoreStore({ from, file, now, force = false }: Restore): Promise<{ kept?: string }> {
  await mkdir(path.dirname(file), { recursive: true })
  const folder = await mkdtemp(`${file}.partial-`)
  try {
    const copy = path.join(folder, 'copy.db')
    await copyDatabase(from, copy)
    if (!existsSync(file)) {
      await rename(copy, file)
      await flush(file)
      return {}
    }
    if (!force) refuseInUse(file)
    const kept = `${file}.replaced-${stamp(now)}`
    await keep(file, kept)
    await rename(copy, file)
    await flush(file)
    return { kept }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Leaving write-ahead logging needs every other connection to be closed, idle ones included: SQLite's own answer to
 * whether anybody uses the file. It also moves what the log holds into the file. A file that is no database is
 * nobody's, and being replaced may be just what it needs.
 */
function refuseInUse(file: string): void {
  const current = new Database(file, { timeout: 0 })
  try {
    current.pragma('journal_mode = delete')
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) return
    throw new CopyRefused('in_use', `${file} is in use; stop the program that has it open first.`, {
      cause: error,
    })
  } finally {
    current.close()
  }
}

/**
 * The log goes along: left behind, it would be taken for the restored file's. The database itself keeps both names until
 * the restored one replaces it, so that at no moment there is none.
 */
async function keep(file: string, kept: string): Promise<void> {
  if (existsSync(`${file}-wal`)) await rename(`${file}-wal`, `${kept}-wal`)
  await rm(`${file}-shm`, { force: true })
  await nameAs(file, kept)
}

/** 20260102T030405678Z */
function stamp(now: number): string {
  return new Date(now).toISOString().replaceAll(/[-:.]/gu, '')
}
