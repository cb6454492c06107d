import type Database from 'better-sqlite3'

import type { Reason } from '../domain/change.ts'
import { toJson } from './json.ts'

/** Told of every row that cannot be read, once. */
export interface Complaints {
  error(facts: object, message: string): void
}

type Row = Readonly<Record<string, unknown>>

/** The JSON columns of a statement's answer, and the table each comes from. */
type JsonColumns = readonly { readonly name: string; readonly table: string | null }[]

const UNRECORDED: Reason = { code: 'unrecorded' }

/** What stands in for text that cannot be read where the rest of the row is true without it; elsewhere the row goes. */
const STAND_INS: Readonly<Record<string, string>> = {
  // That something broke, and when, must not be lost together with why: history would show green.
  reason_json: toJson(UNRECORDED),
  counts_json: toJson({}),
}

/** Rows named in the log are remembered up to this many; a database with more has another kind of trouble. */
const MOST_NAMED = 1_000

/**
 * Leaves out rows whose JSON cannot be read, damaged by a disk or by somebody's hand, so that one of them never takes a
 * page or the recorder down with it. Done here, where every row comes by, and not by each of its readers.
 */
export function createSieve(
  log?: Complaints,
): (statement: Database.Statement) => (rows: unknown[]) => unknown[] {
  const named = new Set<string>()

  const complain = (row: Row, { name, table }: JsonColumns[number]): void => {
    const id = row['id'] ?? row['component_id'] ?? row['at']
    const key = `${table} ${String(id)}`
    if (named.has(key) || named.size >= MOST_NAMED) return
    named.add(key)
    log?.error({ table, id, column: name }, 'A row holds JSON that cannot be read, so it is left out.')
  }

  /** The row as it can be read, the same one where all of it can; undefined where it cannot. */
  const sound = (row: Row, columns: JsonColumns): Row | undefined => {
    let kept = row
    for (const column of columns) {
      if (isReadable(row[column.name])) continue
      complain(row, column)
      const standIn = STAND_INS[column.name]
      if (standIn === undefined) return undefined
      kept = { ...kept, [column.name]: standIn }
    }
    return kept
  }

  return (statement) => {
    const columns = statement.reader ? statement.columns().filter(({ name }) => name.endsWith('_json')) : []
    if (columns.length === 0) return (rows) => rows
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- better-sqlite3 answers objects by column name
    return (rows) => (rows as Row[]).flatMap((row) => sound(row, columns) ?? [])
  }
}

/** Every JSON column holds an object or a list. */
function isReadable(text: unknown): boolean {
  if (typeof text !== 'string') return false
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
