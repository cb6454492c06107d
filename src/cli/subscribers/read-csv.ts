import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'

import { CsvError, parse, type Info } from 'csv-parse'

/** A file that cannot be read as comma-separated values in UTF-8; the message says where and why. */
export class CsvFileError extends Error {
  override name = 'CsvFileError' as const
  readonly forPeople = true
}

export interface CsvRecord {
  /** Where it begins; the first is line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A quote that is never closed would have the rest of the file for one cell. */
const LONGEST_RECORD_BYTES = 256 * 1024

/**
 * The records of the file at `source`, called `name` in errors, one after the other; `onBytes` hears how far it was read. RFC 4180 with either kind of line
 * break, with or without a byte order mark; empty lines are passed over. Throws CsvFileError.
 */
export async function* readCsv(
  { source, name }: { readonly source: string; readonly name: string },
  onBytes: (bytes: number) => void,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD_BYTES,
  })
  pipeline(
    createReadStream(source),
    (chunks) => inUtf8(chunks, onBytes),
    parser,
    () => undefined,
  )
  let ended = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { line: Math.max(ended + 1, info.lines - breaksIn(record)), cells: record }
      ended = info.lines
    }
  } catch (cause) {
    throw explained(cause, name)
  }
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split(/\r\n|\n|\r/).length - 1, 0)
}

/** Passes on what is UTF-8; throws at the first byte that is not. */
async function* inUtf8(
  chunks: AsyncIterable<Buffer>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let lines = 1
  let bytes = 0
  for await (const chunk of chunks) {
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw new CsvFileError(`not UTF-8 near line ${lines + soundLines(chunk)}${guess(chunk)}`, { cause })
    }
    lines += text.split('\n').length - 1
    bytes += chunk.length
    onBytes(bytes)
    yield text
  }
  try {
    yield decoder.decode()
  } catch (cause) {
    throw new CsvFileError(`not UTF-8 at its end, line ${lines}`, { cause })
  }
}

/** Breaks before the first byte that is not UTF-8. */
function soundLines(chunk: Buffer): number {
  const [sound = ''] = new TextDecoder('utf-8').decode(chunk).split('�')
  return sound.split('\n').length - 1
}

/** Which encoding it most likely is instead, and what to do about it. */
function guess(chunk: Buffer): string {
  const remedy = 'save it as "CSV UTF-8"'
  if (['fffe', 'feff'].includes(chunk.toString('hex', 0, 2))) return `: it is UTF-16; ${remedy}`
  // The last character may be cut in half.
  const isGb = !new TextDecoder('gb18030').decode(chunk).slice(0, -2).includes('�')
  return isGb ? `: it reads as GB18030 (GBK); ${remedy}` : `; ${remedy}`
}

function explained(cause: unknown, file: string): unknown {
  if (cause instanceof CsvFileError)
    return new CsvFileError(`${file}: ${cause.message}`, { cause: cause.cause })
  if (cause instanceof CsvError) {
    const told =
      cause.code === 'CSV_MAX_RECORD_SIZE'
        ? 'a record is too long: most likely a quote before it was never closed'
        : cause.message
    const line = typeof cause['lines'] === 'number' ? `line ${cause['lines']}: ` : ''
    return new CsvFileError(`${file}: ${line}${told}`, { cause })
  }
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return new CsvFileError(`${file}: cannot be read (${cause.message})`, { cause })
  return cause
}
