import { bodyText } from './body-text.ts'
import { ExchangeError } from './exchange-error.ts'
import type { Exchange, ExchangeRequest } from './message.ts'
import { asFault } from './our-fault.ts'
import { PhaseClock } from './phase-clock.ts'
import { requestOnce, type RawAnswer } from './request-once.ts'
import { unpack } from './unpack.ts'

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Sends an HTTP request on a new connection, as a stranger's first request would, and reads the answer. Addresses
 * come from the operator's own configuration, so they are not guarded against pointing inwards.
 * Throws ExchangeError where no answer came, and ProbeFault where the fault is ours.
 */
export async function exchange(request: ExchangeRequest, signal: AbortSignal): Promise<Exchange> {
  const clock = new PhaseClock()
  const began = performance.now()
  try {
    const { answer, url } = await follow(request, clock, signal)
    const latencyMs = performance.now() - began
    const coding = answer.headers['content-encoding']
    const { body, truncated, stillPacked } = await unpack({ ...answer, coding, maxBytes: request.maxBytes })
    return {
      status: answer.status,
      headers: answer.headers,
      body: bodyText(body, answer.headers['content-type']),
      truncated,
      ...(stillPacked === undefined ? {} : { stillPacked }),
      phases: clock.phases,
      latencyMs,
      ...(answer.certificate === undefined ? {} : { certificate: answer.certificate }),
      url,
    }
  } catch (error) {
    throw asFault(error) ?? new ExchangeError(error, clock)
  }
}

async function follow(
  request: ExchangeRequest,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<{ answer: RawAnswer; url: string }> {
  const withDefaults = {
    ...request,
    headers: oncePerName({ 'user-agent': 'wallet-status', accept: '*/*', ...request.headers }),
  }
  for (let current: ExchangeRequest = withDefaults, hops = 0; ; hops += 1) {
    const answer = await requestOnce(current, clock, signal)
    const location = REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined
    if (location === undefined || request.redirects === 0) return { answer, url: current.url }
    if (hops === request.redirects) throw new Error(`more than ${request.redirects} redirects`)
    current = redirected(current, answer.status, location)
    clock.restart()
  }
}

/** Names of headers are the same in capitals (RFC 9110 section 5.1); of two alike the later counts, spelt as it is. */
function oncePerName(headers: Readonly<Record<string, string>>): Record<string, string> {
  const byName = new Map(Object.entries(headers).map((header) => [header[0].toLowerCase(), header]))
  return Object.fromEntries(byName.values())
}

/** Headers that hold nothing of ours; a signature or a key may hide under any other name. */
const HARMLESS = new Set(['accept', 'accept-language', 'user-agent', 'content-type'])

/**
 * The request a redirect asks for (RFC 9110 section 15.4). Nothing that could be a credential travels to another
 * origin: no header beyond the harmless, no body, no certificate, and no leave to skip its verification.
 */
function redirected(request: ExchangeRequest, status: number, location: string): ExchangeRequest {
  const from = new URL(request.url)
  const to = URL.parse(location, from.href)
  if (to === null || !/^https?:$/.test(to.protocol))
    throw new Error(`redirected to no web address: ${location}`)
  const { method, body, tls, headers, ...rest } = request
  const asGet = status === 303 || (method === 'POST' && status < 303)
  const abroad = to.origin !== from.origin
  if (abroad && !asGet && body !== undefined)
    throw new Error(`redirected to another origin with a body, which is not sent there: ${to.origin}`)
  const dropped = (name: string): boolean =>
    (asGet && /^content-/i.test(name)) || (abroad && !HARMLESS.has(name.toLowerCase()))
  return {
    ...rest,
    method: asGet && method !== 'HEAD' ? 'GET' : method,
    url: to.href,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped(name))),
    ...(asGet || body === undefined ? {} : { body }),
    tls: abroad ? (tls?.ca === undefined ? {} : { ca: tls.ca }) : (tls ?? {}),
  }
}
