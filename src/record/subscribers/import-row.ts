import { LOCALES, type Locale } from '../../domain/locale.ts'
import type { Subscriber } from '../../domain/subscriber.ts'
import { parseInstant } from '../../lib/instant.ts'

/** One row of a file, its cells by column. */
export interface ImportRow {
  /** Where it begins in the file; the header is line 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  /** How many cells stand beyond the last column. */
  readonly surplus: number
}

/** What is wrong with one cell of a row: what was found and what was expected, in plain words. */
export interface CellProblem {
  readonly column: string
  readonly message: string
}

/** What a row says, whichever program wrote it; checked for form alone. */
export interface Draft extends Pick<
  Subscriber,
  'locale' | 'topics' | 'detail' | 'once' | 'quiet' | 'pausedBecause' | 'confirmedAt'
> {
  /** A transport's name, as written. */
  readonly transport: string
  /** Fields of the transport by name. */
  readonly given: Readonly<Record<string, string>>
  /** What is held beside the address and cannot be read off it. */
  readonly settings: Readonly<Record<string, string>>
  /** Columns that reports about the transport and its address speak of. */
  readonly columns: { readonly transport: string; readonly address: string }
  readonly consent: { readonly text?: string; readonly at?: number }
  /** The file says that they never confirmed. */
  readonly unconfirmed: boolean
}

/** A row of somebody who is not to be written to any more: counted, and no error. */
export const LEFT_OUT = 'left_out'

/** Reads cells one by one; what is wrong joins the problems. */
export interface CellReader {
  readonly problems: CellProblem[]
  /** Without white space around; empty where there is none. */
  text(column: string): string
  oneOf<Value extends string>(column: string, known: readonly Value[], fallback: Value): Value
  /** A moment that has been; undefined where the cell is empty. */
  moment(column: string): number | undefined
  refuse(column: string, expected: string): void
}

export interface CellRules {
  readonly zone: string
  readonly now: number
  /** For rows that do not say. */
  readonly locale: Locale
}

export function readCells({ cells, surplus }: ImportRow, { zone, now }: CellRules): CellReader {
  const problems: CellProblem[] = []
  if (surplus > 0)
    problems.push({ column: 'row', message: `found ${surplus} cells more than there are columns` })
  const text = (column: string): string => (cells[column] ?? '').trim()
  const refuse = (column: string, expected: string): void => {
    problems.push({ column, message: `found "${shorten(text(column))}", expected ${expected}` })
  }
  return {
    problems,
    text,
    refuse,
    oneOf(column, known, fallback) {
      const found = text(column)
      if (found === '') return fallback
      const one = known.find((value) => value === found)
      if (one === undefined) refuse(column, `one of ${known.join(', ')}, or nothing`)
      return one ?? fallback
    },
    moment(column) {
      const found = text(column)
      if (found === '') return undefined
      const at = parseInstant(found.replace(/ UTC$/, 'Z'), zone)
      if (at !== undefined && at <= now) return at
      refuse(column, at === undefined ? 'a moment such as 2026-03-14T13:50:00Z' : 'a moment that has been')
      return undefined
    },
  }
}

export function readLocale(cells: CellReader, { locale }: CellRules): Locale {
  return cells.oneOf('locale', LOCALES, locale)
}

const LONGEST_SHOWN = 60

/** A report is read in a terminal: a cell that is long, or holds breaks and worse, is shown in part and escaped. */
function shorten(found: string): string {
  const line = JSON.stringify(found).slice(1, -1)
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line
}
