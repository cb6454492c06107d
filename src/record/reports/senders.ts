/*
 * Who reports is told apart for a day at most, and never known. What stands for an address is an HMAC of it under a key that
 * needs two things at once: the server's secret key, which is not in the database, and a random salt of that day, which is
 * thrown away with the day. So during the day a copy of the database alone says nothing of anybody, though there are only
 * four thousand million IPv4 addresses to try; and afterwards not even both together do.
 */
import { createHmac, randomBytes } from 'node:crypto'

import type { ReportOrigin } from '../../domain/report.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { DaySalt } from '../../store/reports/salts.ts'

/** What stands for a sender, its block and its network, each 16 bytes; told by the component too, so that no two can be joined. */
interface SenderMarks {
  readonly sender: Buffer
  readonly block: Buffer
  readonly net: Buffer
}

export interface Senders {
  /** Takes the salts of days that were kept over a restart. */
  recall(salts: readonly DaySalt[]): void
  /** What stands for a sender on a day; the day gets a salt where it has none. */
  marksOf(dayAt: number, componentId: string, from: ReportOrigin): SenderMarks
  /** The salts that have been made since the last call of `kept`. */
  fresh(): readonly DaySalt[]
  kept(salts: readonly DaySalt[]): void
  /** Forgets every day but these. */
  forgetAllBut(days: readonly number[]): void
}

const SALT_BYTES = 32
const MARK_BYTES = 16

export function createSenders(tokens: Pick<Tokens, 'key'>): Senders {
  const secret = tokens.key('senders of reports')
  const keys = new Map<number, Buffer>()
  let unsaved: readonly DaySalt[] = []

  const keyOf = (salt: Buffer) => createHmac('sha256', secret).update(salt).digest()
  const keyOfDay = (dayAt: number): Buffer => {
    const known = keys.get(dayAt)
    if (known !== undefined) return known
    const salt = randomBytes(SALT_BYTES)
    const key = keyOf(salt)
    keys.set(dayAt, key)
    unsaved = [...unsaved, { dayAt, salt }]
    return key
  }

  return {
    recall(salts) {
      for (const { dayAt, salt } of salts) keys.set(dayAt, keyOf(salt))
    },
    marksOf(dayAt, componentId, from) {
      const key = keyOfDay(dayAt)
      const markOf = (step: keyof ReportOrigin) =>
        createHmac('sha256', key)
          .update(JSON.stringify([step, componentId, from[step]]))
          .digest()
          .subarray(0, MARK_BYTES)
      return { sender: markOf('near'), block: markOf('block'), net: markOf('net') }
    },
    fresh: () => unsaved,
    kept(salts) {
      unsaved = unsaved.filter((one) => !salts.includes(one))
    },
    forgetAllBut(days) {
      for (const dayAt of keys.keys()) if (!days.includes(dayAt)) keys.delete(dayAt)
      unsaved = unsaved.filter(({ dayAt }) => days.includes(dayAt))
    },
  }
}
