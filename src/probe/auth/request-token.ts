import type { Step } from '../../domain/observation.ts'
import type { Clock } from '../../lib/clock.ts'
import type { OAuth2 } from './auth.ts'
import { startDeadline } from '../deadline.ts'
import { exchange } from '../exchange/exchange.ts'
import type { Exchange, ExchangeRequest } from '../exchange/message.ts'
import { ExchangeError } from '../exchange/exchange-error.ts'
import { judgeExchange, type Judgement } from '../expect/expectation.ts'
import { parseJson } from '../expect/json-test.ts'
import { LookEnded } from '../finding.ts'
import { failedStep } from '../explain/step.ts'

export interface Token {
  readonly value: string
  /** When a new one is asked for: at 80 % of its life, epoch ms. */
  readonly renewAt: number
  readonly askedAt: number
  /** How it was got, for the explanation of the look that asked. */
  readonly step: Step
}

/** How the token server is reached, and whom it is shown: as what the token is for. */
export type TokenWay = Pick<ExchangeRequest, 'proxy' | 'tls'>

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024
const RENEW_AT = 0.8
/** RFC 6749 section 5.1 only recommends to say how long a token lives. */
const LIFE_UNLESS_SAID_S = 300

/**
 * Asks for a token (RFC 6749 section 4.4). Throws a LookEnded: with `probe_fault` where our credentials were turned
 * down, otherwise with what its answer, or its silence, comes to.
 */
export async function requestToken(oauth2: OAuth2, way: TokenWay, clock: Clock): Promise<Token> {
  const sent = `POST ${oauth2.tokenUrl}`
  const askedAt = clock()
  const answer = await ask(oauth2, way, sent)
  const { value, lifeS, error } = readToken(answer.body)
  const judgement = judgeToken(judgeExchange(answer, oauth2.expect ?? {}), value, error)
  const { outcome, summary, assertions } = judgement
  const step = {
    name: 'token',
    outcome,
    latencyMs: answer.latencyMs,
    phases: answer.phases,
    sent,
    assertions,
  }
  if (value === undefined || outcome !== 'ok') {
    throw new LookEnded({ outcome, summary: `token: ${summary}`, steps: [step] })
  }
  return { value, askedAt, renewAt: askedAt + lifeS * 1_000 * RENEW_AT, step }
}

async function ask(oauth2: OAuth2, way: TokenWay, sent: string): Promise<Exchange> {
  const deadline = startDeadline(oauth2.timeout ?? TIMEOUT_MS)
  try {
    return await exchange(tokenRequest(oauth2, way), deadline.signal)
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const step = failedStep('token', sent, error)
    throw new LookEnded({ outcome: 'tech_fail', summary: `token: ${step.error}`, steps: [step] })
  } finally {
    deadline.clear()
  }
}

/** RFC 6749 section 2.3.1: both are form-encoded before they become basic credentials. */
function basicCredentials({ clientId, clientSecret }: OAuth2): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64')
}

/** Every spelling in which our secret goes to the token server, which may repeat what it was sent. */
export function spellingsOfSecret(oauth2: OAuth2): string[] {
  return [oauth2.clientSecret, formEncode(oauth2.clientSecret), basicCredentials(oauth2)]
}

function tokenRequest(oauth2: OAuth2, way: TokenWay): ExchangeRequest {
  const { tokenUrl, clientId, clientSecret, scope, sendAs = 'basic' } = oauth2
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope === undefined ? {} : { scope }),
  })
  if (sendAs === 'body') {
    form.set('client_id', clientId)
    form.set('client_secret', clientSecret)
  }
  const basic = { authorization: `Basic ${basicCredentials(oauth2)}` }
  return {
    method: 'POST',
    url: tokenUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(sendAs === 'basic' ? basic : {}),
    },
    body: form.toString(),
    redirects: 0,
    maxBytes: MAX_BYTES,
    ...way,
  }
}

function readToken(body: string): { value?: string; lifeS: number; error?: string } {
  const document = parseJson(body)
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return { lifeS: LIFE_UNLESS_SAID_S }
  }
  const { access_token: value, expires_in: life, error } = document
  return {
    lifeS: Number.isFinite(Number(life ?? Number.NaN)) ? Number(life) : LIFE_UNLESS_SAID_S,
    ...(typeof value === 'string' ? { value } : {}),
    ...(typeof error === 'string' ? { error } : {}),
  }
}

/** An `error` as RFC 6749 section 5.2 has it blames the client, whatever the status; an answer without a token is theirs. */
function judgeToken(judgement: Judgement, value: string | undefined, error: string | undefined): Judgement {
  if (error !== undefined && judgement.outcome !== 'ok') {
    return { ...judgement, outcome: 'probe_fault', summary: `our credentials were refused: ${error}` }
  }
  if (value !== undefined || judgement.outcome !== 'ok') return judgement
  const missing = { what: '$.access_token', wanted: 'something', seen: 'nothing', held: false }
  return {
    outcome: 'tech_fail',
    summary: 'no access_token in the answer',
    assertions: [...judgement.assertions, missing],
  }
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
