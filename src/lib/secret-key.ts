import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Beside the database and not in it, so that a backup of the database opens nothing. */
const FILE = 'secret.key'

/** 32 random bytes in base64url are 43 characters. */
export const SHORTEST_SECRET_KEY = 32

/** The file of the key holds less than a key: a disk was full, or somebody wrote into it. */
export class SecretKeyBroken extends Error {
  override name = 'SecretKeyBroken' as const
  readonly forPeople = true

  constructor(file: string) {
    super(
      `${file} holds fewer than ${SHORTEST_SECRET_KEY} characters and cannot be the key. Put the copy of it back that you ` +
        'kept. If there is none, delete the file: another key is made at the next start.',
    )
  }
}

/**
 * The secret key kept in a folder, made at the first call: 32 random bytes in base64url, readable by the owner alone.
 * With another one every link in messages already sent is worth nothing. Throws SecretKeyBroken, and where the folder
 * cannot be written.
 */
export function keptSecretKey(folder: string): string {
  const file = secretKeyFile(folder)
  mkdirSync(folder, { recursive: true })
  const key = read(file) ?? make(file)
  if (key.length < SHORTEST_SECRET_KEY) throw new SecretKeyBroken(file)
  return key
}

/** Where the key of a folder is kept, whether there is one or not. */
export function secretKeyFile(folder: string): string {
  return path.join(folder, FILE)
}

/** Whole or not at all: it gets its name only when all of it is written. */
function make(file: string): string {
  const draft = `${file}-${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true })
    // Fails where there is one already, so two processes that start at once end up with the same.
    linkSync(draft, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return read(file) ?? ''
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
