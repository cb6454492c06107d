import type { Outbound, OutboundAnswer, OutboundRequest } from '../../lib/outbound/outbound.ts'
import { DeliveryError } from './delivery-error.ts'

const DAY_MS = 86_400_000

/** Statuses by which a server says "not now": RFC 9110 section 15.5.9, RFC 8470 section 5.2, RFC 6585 section 4. */
const LATER = new Set([408, 425, 429])

/** A request, and whose address it goes to: a subscriber's unless said. */
type Asked = Omit<OutboundRequest, 'method'> & { readonly ours?: boolean }

/** Posts, and turns every failure to get an answer into a DeliveryError. */
export async function post(outbound: Outbound, { ours = false, ...asked }: Asked): Promise<OutboundAnswer> {
  try {
    return await outbound.request({ ...asked, method: 'POST' })
  } catch (error) {
    throw unanswered(error, ours)
  }
}

/** Posts a value as JSON. Throws DeliveryError where no answer came. */
export function postJson(
  outbound: Outbound,
  { json, headers, ...asked }: Omit<Asked, 'body'> & { readonly json: unknown },
): Promise<OutboundAnswer> {
  const body = JSON.stringify(json)
  return post(outbound, {
    ...asked,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  })
}

/**
 * What a status says about a letter: 2xx returns, everything else throws DeliveryError. `gone` lists the statuses by
 * which this vendor says that the address is no more. Nothing of the body or the address gets into the error.
 */
export function classifyAnswer(
  answer: Pick<OutboundAnswer, 'status' | 'headers'>,
  { gone = [], now }: { readonly gone?: readonly number[]; readonly now: number },
): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  const said = `answered ${status}`
  if (gone.includes(status)) throw new DeliveryError('gone', said)
  if (!LATER.has(status) && status < 500) throw new DeliveryError('refused', said)
  const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now)
  const tooMuch = status === 429 || retryAfterMs !== undefined
  throw new DeliveryError(tooMuch ? 'rate_limited' : 'transient', said, { retryAfterMs })
}

/**
 * Retry-After (RFC 9110 section 10.2.3) as ms from `now`: seconds, also broken ones, or a date. A day at most, and
 * undefined where it makes no sense.
 */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  const ms = /^\d+(?:\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]+, .* GMT$/.test(text)
      ? Date.parse(text) - now
      : Number.NaN
  return Number.isNaN(ms) ? undefined : capWait(ms)
}

/** The longer of the waits that a vendor names in its body, ms, and by Retry-After; undefined where it names none. */
export function longerWait(
  { headers }: Pick<OutboundAnswer, 'headers'>,
  named: number | undefined,
  now: number,
): number | undefined {
  const asked = readRetryAfter(headers['retry-after'], now)
  return named === undefined || asked === undefined ? (named ?? asked) : Math.max(named, asked)
}

/** A wait that a vendor named, between nothing and a day, in whole ms. */
export function capWait(ms: number): number {
  return Math.ceil(Math.min(Math.max(ms, 0), DAY_MS))
}

/** The members of a JSON object; nothing where the body is no such thing. */
export function membersOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}

/** Refused by our own guard: the address does not lead to a public place, and asking again changes nothing. */
const REFUSED = new Set(['refused_url', 'refused_address'])

/** Nobody was reached: where the address is ours, no other letter gets through either. */
const UNREACHED = new Set([...REFUSED, 'unresolved', 'connect', 'tls'])

/** No cause goes with it: a log writes causes out, and this one's may name the address. */
function unanswered(error: unknown, ours: boolean): unknown {
  if (!(error instanceof Error && error.name === 'OutboundError' && 'kind' in error)) return error
  const kind = String(error.kind)
  const said = `no answer: ${kind.replaceAll('_', ' ')}`
  if (ours && UNREACHED.has(kind)) return new DeliveryError('transport_down', said)
  return new DeliveryError(REFUSED.has(kind) ? 'gone' : 'transient', said)
}
