import { open, rm } from 'node:fs/promises'
import path from 'node:path'

import { stringify } from 'csv-stringify/sync'

import { exportColumns, exportRow } from '../../record/subscribers/export-row.ts'
import { readStore } from '../../store/open-to-read.ts'
import type { Db } from '../../store/open.ts'
import { isHidden } from '../../store/staged-subscribers.ts'
import { subscribersAfter } from '../../store/subscribers.ts'
import type { CommandIo } from '../command.ts'
import { existingDatabase, sayDone } from '../database-path.ts'
import { guardCell } from '../../lib/formula-cells.ts'

/** The file to be written exists; exports never overwrite. */
class FileTaken extends Error {
  override name = 'FileTaken' as const
  readonly forPeople = true
}

const PAGE = 500

/** Writes all subscribers into a new file that only its owner may read, or, for `-`, to standard output. */
export async function exportFile(
  { file, withSecrets }: { readonly file: string; readonly withSecrets: boolean },
  io: CommandIo,
): Promise<number> {
  const columns = exportColumns({ withSecrets })
  const database = existingDatabase(io)
  if (file === '-') {
    await readStore(database, async (db) => {
      for await (const { text } of exported(db, columns)) io.out(text.trimEnd())
    })
    return 0
  }
  const target = path.resolve(io.cwd, file)
  const handle = await open(target, 'wx', 0o600).catch((cause: unknown) => {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    throw new FileTaken(isThere ? `${file} exists already.` : `${file} cannot be written.`, { cause })
  })
  let count = 0
  try {
    await readStore(database, async (db) => {
      for await (const { text, rows } of exported(db, columns)) {
        await handle.write(text)
        count += rows
      }
    })
  } catch (error) {
    await rm(target, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  sayDone(io, `Exported ${count} to ${file}`)
  return 0
}

/** The header, then page after page in the order in which they subscribed. */
async function* exported(
  db: Db,
  columns: readonly string[],
): AsyncGenerator<{ readonly text: string; readonly rows: number }> {
  yield { text: stringify([[...columns]]), rows: 0 }
  for (let afterNum = 0; ;) {
    const page = await subscribersAfter(db, { afterNum, limit: PAGE })
    const shown = page.filter((subscriber) => !isHidden(subscriber))
    const rows = shown.map((subscriber) => exportRow(subscriber, columns).map(guardCell))
    if (rows.length > 0) yield { text: stringify(rows), rows: rows.length }
    const last = page.at(-1)
    if (last === undefined) return
    afterNum = last.num
  }
}
