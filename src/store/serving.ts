import { mkdirSync } from 'node:fs'
import path from 'node:path'

import Database from 'better-sqlite3'

import { naming } from './connection.ts'
import { AlreadyServed, StoreUnavailable } from './errors.ts'

/** That this process is the one that probes and records on a database. */
export interface Serving {
  release(): void
}

/** A connection that nobody refers to is closed when garbage is collected, and its lock would go with it. */
const held = new Set<Database.Database>()

/**
 * Claims a database for the one server that may work on it; two would both record, and tell every outage twice. Commands
 * beside the server claim nothing and go on working. What is held is a lock of SQLite's on an empty file beside the
 * database: the kernel lets go of it when the process ends, however it ends, so there is nothing to clean up, nor any
 * process number that another container would take for its own. Throws AlreadyServed, and StoreUnavailable.
 */
export function claimServing(file: string): Serving {
  const raw = openBeside(file)
  try {
    // Nothing is ever written: a transaction that is kept open is all.
    naming(() => raw.exec('begin exclusive'))
  } catch (error) {
    raw.close()
    const taken = error instanceof StoreUnavailable && error.kind === 'locked'
    throw taken ? new AlreadyServed(file, { cause: error }) : error
  }
  held.add(raw)
  return {
    release() {
      held.delete(raw)
      raw.close()
    },
  }
}

function openBeside(file: string): Database.Database {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
  } catch (error) {
    throw new StoreUnavailable('broken', error)
  }
  return naming(() => new Database(`${file}-serving`, { timeout: 0 }))
}
