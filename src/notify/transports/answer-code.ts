import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { DeliveryError, type DeliveryErrorKind } from './delivery-error.ts'
import { classifyAnswer, longerWait } from './http-transport.ts'

/** What a vendor's number means: the kind of failure, why, and how long to wait at least. */
export type CodeMeaning = readonly [kind: DeliveryErrorKind, why: string, retryAfterMs?: number]

/**
 * Judges an answer by the number in its body, which such vendors send with HTTP 200 as well as with others; 0 is taken.
 * A number nobody knows is tried again, and so is a body without one (a proxy's page, say): neither says "never".
 */
export function judgeByCode(
  answer: OutboundAnswer,
  code: unknown,
  { meaning, now }: { readonly meaning: CodeMeaning | undefined; readonly now: number },
): void {
  if (typeof code === 'number' && meaning !== undefined) {
    const [kind, why, least] = meaning
    const retryAfterMs = kind === 'rate_limited' ? longerWait(answer, least, now) : least
    throw new DeliveryError(kind, `answered code ${code}: ${why}`, { retryAfterMs })
  }
  classifyAnswer(answer, { now })
  if (code === 0) return
  const said = typeof code === 'number' ? `answered code ${code}` : 'answered without a code'
  throw new DeliveryError('transient', said)
}

const CLOCK_TOLERANCE_MS = 50 * 60_000

/**
 * What a wrong signature means. Vendors refuse time stamps that are an hour off with the same number, and a clock of ours
 * that is wrong must not pause every robot there is: the answer's own Date tells the two apart.
 */
export function wrongSignature({ headers }: OutboundAnswer, now: number): CodeMeaning {
  const there = Date.parse(headers['date'] ?? '')
  return Math.abs(there - now) > CLOCK_TOLERANCE_MS
    ? ['transport_down', 'our clock differs from theirs']
    : ['blocked', 'the signing secret does not fit']
}
