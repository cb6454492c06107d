import pino from 'pino'

import type { Log } from '../../src/lib/log.ts'

/** One line of the log: pino's level (30 info, 40 warn, 50 error), its message, and the facts beside it. */
export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly [fact: string]: unknown
}

export const WARN = 40

/** A log that keeps its lines, from `info` upwards, and what it wrote word for word. */
export function keepLog(): { log: Log; lines: LogLine[]; text: () => string } {
  const lines: LogLine[] = []
  const written: string[] = []
  const log = pino(
    { level: 'info', base: null },
    {
      write(line: string) {
        written.push(line)
        lines.push(JSON.parse(line))
      },
    },
  )
  return { log, lines, text: () => written.join('') }
}
