import { readFileSync } from 'node:fs'

import { ConfigError } from '../problem.ts'

/**
 * Reads a file as text; `name` is what problems call it. Throws ConfigError where there is no such file or it is not
 * UTF-8.
 */
export function readSource(file: string, name = file): string {
  const bytes = readBytes(file, name)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const { line, column } = firstBadByte(bytes)
    const message = 'this is not UTF-8 text; save the file as UTF-8'
    throw new ConfigError([{ file: name, line, column, path: '', message }])
  }
}

function readBytes(file: string, name: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const message = REASONS[code] ?? `the file cannot be read (${code})`
    throw new ConfigError([{ file: name, line: 1, column: 1, path: '', message }])
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read the file',
  EISDIR: 'this is a folder, expected a file',
}

/** The replacement character stands where decoding first failed, unless the text held one itself. */
function firstBadByte(bytes: Buffer): { line: number; column: number } {
  const before = bytes.toString('utf8').split('\uFFFD', 1).join('').split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
