import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../domain/observation.ts'
import { duration } from '../lib/duration.ts'
import { auth } from './auth/auth.ts'
import { exchangeAuthorized, type AuthorizedExchange } from './auth/authorize.ts'
import { daysLeft, testDaysLeft } from './exchange/days-left.ts'
import type { ExchangeRequest } from './exchange/message.ts'
import { ExchangeError } from './exchange/exchange-error.ts'
import { expectation, judgeExchange } from './expect/expectation.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'
import { warningLines } from './explain/found.ts'
import { failedStep } from './explain/step.ts'
import { readTls, tlsOptions } from './auth/tls-options.ts'

const options = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', description: 'The address to ask.' }),
    method: Type.Optional(
      Type.String({ pattern: '^[A-Z]+$', description: 'GET unless said; POST where there is a body.' }),
    ),
    headers: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Headers to send.' })),
    body: Type.Optional(Type.String({ description: 'Body to send, as text.' })),
    json: Type.Optional(Type.Unknown({ description: 'Body to send, as JSON; sets the content type.' })),
    auth: Type.Optional(auth),
    expect: Type.Optional(expectation),
    latency: Type.Optional(duration('Longest time an answer may take and still be ok; beyond it is slow.')),
    tlsDaysLeft: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Warn operators, in the log, when the certificate holds fewer days than this; the look stays ok.',
      }),
    ),
    redirects: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 20, description: 'How many redirects to follow; 0 unless said.' }),
    ),
    maxBytes: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most bytes of an answer to read; 1 MiB unless said.' }),
    ),
    proxy: Type.Optional(
      Type.String({ pattern: '^http://', description: 'HTTP proxy to go through, with its credentials.' }),
    ),
    tls: Type.Optional(tlsOptions),
  },
  { additionalProperties: false, description: 'Asks over HTTP and judges the answer.' },
)

export type HttpOptions = StaticDecode<typeof options>

const MAX_BYTES = 1_048_576
/** When operators hear of a certificate of our own that nears its end. */
const OUR_DAYS_LEFT = 14

/** One HTTP request. A body that was not wanted, or a code that says so, is a failure even at HTTP 200. */
export const http = {
  options,
  async look(given: HttpOptions, context: LookContext): Promise<Finding> {
    const request = await requestOf(given, context)
    const sent = `${request.method} ${request.url}`
    try {
      return judge(await exchangeAuthorized(request, given.auth, context), {
        given,
        sent,
        now: context.clock(),
      })
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      const step = failedStep('request', sent, error)
      return { outcome: 'tech_fail', summary: step.error, steps: [step] }
    }
  },
} satisfies ProbeKind<typeof options>

interface Asked {
  readonly given: HttpOptions
  readonly sent: string
  readonly now: number
}

function judge(exchanged: AuthorizedExchange, { given, sent, now }: Asked): Finding {
  const { latencyMs, phases } = exchanged.answer
  const { outcome, summary, assertions } = judgeExchange(exchanged.answer, given.expect ?? {}, given.latency)
  const certificates = testCertificates(exchanged, given, now)
  const warnings = warningLines(certificates)
  const step = {
    name: 'request',
    outcome,
    latencyMs,
    phases,
    sent,
    assertions: [...assertions, ...certificates],
  }
  return {
    outcome,
    summary: [summary, ...warnings].join('; '),
    steps: [...exchanged.steps, step],
    latencyMs,
    warnings,
  }
}

function testCertificates(
  { answer, authorization }: AuthorizedExchange,
  { tlsDaysLeft }: HttpOptions,
  now: number,
): Assertion[] {
  const theirs = tlsDaysLeft === undefined ? undefined : answer.certificate
  const ours = authorization.ourCertificateToAt
  return [
    ...(theirs === undefined || tlsDaysLeft === undefined
      ? []
      : [testDaysLeft('certificate', tlsDaysLeft, daysLeft(theirs.validToAt, now))]),
    ...(ours === undefined ? [] : [testDaysLeft('our certificate', OUR_DAYS_LEFT, daysLeft(ours, now))]),
  ]
}

async function requestOf(given: HttpOptions, { credentials }: LookContext): Promise<ExchangeRequest> {
  const body = given.json === undefined ? given.body : JSON.stringify(given.json)
  const type = given.json === undefined ? {} : { 'content-type': 'application/json' }
  return {
    method: given.method ?? (body === undefined ? 'GET' : 'POST'),
    url: given.url,
    headers: { ...type, ...given.headers },
    ...(body === undefined ? {} : { body }),
    redirects: given.redirects ?? 0,
    maxBytes: given.maxBytes ?? MAX_BYTES,
    ...(given.tls === undefined ? {} : { tls: await readTls(given.tls, credentials) }),
    ...(given.proxy === undefined ? {} : { proxy: given.proxy }),
  }
}
