import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Beside the database, so that a copy of the database alone opens nothing. */
const FILE = 'secret.key'

/**
 * The secret key kept in a folder, made at the first call: 32 random bytes in base64url, readable by the owner alone.
 * Who loses it makes every link in messages already sent worth nothing. Throws where the folder cannot be written.
 */
export function keptSecretKey(folder: string): string {
  const file = secretKeyFile(folder)
  mkdirSync(folder, { recursive: true })
  try {
    // Fails where there is one already, so two processes that start at once end up with the same.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/** Where the key of a folder is kept, whether there is one or not. */
export function secretKeyFile(folder: string): string {
  return path.join(folder, FILE)
}
