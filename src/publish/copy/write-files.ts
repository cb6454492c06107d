import { randomUUID } from 'node:crypto'
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

import type { CopiedFile } from './copied-files.ts'

/**
 * Writes files below a folder, each whole or not at all: whoever serves the folder meanwhile never sees half a page, and a
 * process that is killed leaves what was there before. Whatever this process keeps to itself, these are for everybody.
 */
export async function writeFiles(folder: string, files: readonly CopiedFile[]): Promise<void> {
  for (const { path: name, content } of files) {
    const file = path.join(folder, name)
    await makeFolder(path.dirname(file))
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

/** With those above it. Those that were there are somebody's own, and stay as they are. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await chmod(made, 0o755)
}

/** On the disk before it takes the old one's name: power that fails in between must not leave an empty page. */
async function writeSafely(file: string, content: string): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.chmod(0o644)
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
