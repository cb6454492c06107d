import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'

import { copyDatabase, flush, nameAs } from './copy.ts'
import { CopyRefused } from '../errors.ts'

/**
 * Copies the database `file` to the new file `to` while it is in use: one moment of it, checked, on disk. `to` is
 * there whole or not at all, and is never overwritten. Throws CopyRefused, NotOurDatabase, and SchemaTooNew.
 */
export async function backupStore(file: string, to: string): Promise<void> {
  if (existsSync(to))
    throw new CopyRefused('taken', `${to} exists already; a backup never overwrites a file.`)
  if (!existsSync(path.dirname(to)))
    throw new CopyRefused('missing', `There is no folder ${path.dirname(to)}.`)
  const folder = await mkdtemp(`${to}.partial-`)
  try {
    const copy = path.join(folder, 'copy.db')
    await copyDatabase(file, copy)
    await nameAs(copy, to)
    await flush(to)
  } finally {
    await rm(folder, { recursive: true })
  }
}
