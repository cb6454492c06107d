import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

import type { CopiedFile } from './copied-files.ts'

/**
 * Writes files below a folder, each whole or not at all: whoever serves the folder meanwhile never sees half a page, and a
 * process that is killed leaves what was there before.
 */
export async function writeFiles(folder: string, files: readonly CopiedFile[]): Promise<void> {
  for (const { path: name, content } of files) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`)
    try {
      await writeSafely(beside, content)
      await rename(beside, file)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  }
}

/** On the disk before it takes the old one's name: power that fails in between must not leave an empty page. */
async function writeSafely(file: string, content: string): Promise<void> {
  const handle = await open(file, 'w', 0o644)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
