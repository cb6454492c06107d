import { X509Certificate } from 'node:crypto'

import type { Step } from '../../domain/observation.ts'
import type { Auth, Mtls } from './auth.ts'
import { untilAborted } from '../deadline.ts'
import { exchange } from '../exchange/exchange.ts'
import type { Exchange, ExchangeRequest } from '../exchange/message.ts'
import type { TlsSettings } from '../exchange/open-socket.ts'
import { ProbeFault } from '../probe-fault.ts'
import type { LookContext } from '../probe.ts'
import { spellingsOfSecret, type Token, type TokenWay } from './request-token.ts'

interface OwnCertificate {
  readonly tls?: TlsSettings
  /** Until when our own certificate holds, epoch ms. */
  readonly ourCertificateToAt?: number
}

/** What goes with a request to prove who we are. */
interface Authorization extends OwnCertificate {
  readonly headers: Readonly<Record<string, string>>
  readonly token?: Token
}

/**
 * Makes ready what a request must carry; whatever is secret in it is hidden from the explanation. `refused` is an
 * authorization that was answered with 401: its token is replaced. Throws a ProbeFault where a certificate of ours
 * is missing or has run out, and a LookEnded where no token was to be had.
 */
async function authorize(
  request: ExchangeRequest,
  auth: Auth | undefined,
  context: LookContext,
  refused?: Authorization,
): Promise<Authorization> {
  if (auth === undefined) return { headers: {} }
  const own: OwnCertificate = auth.mtls === undefined ? {} : await ownCertificate(auth.mtls, context)
  if (auth.basic !== undefined) {
    const pair = Buffer.from(`${auth.basic.user}:${auth.basic.password}`).toString('base64')
    context.hide(pair)
    return { ...own, headers: { authorization: `Basic ${pair}` } }
  }
  if (auth.bearer !== undefined) return { ...own, headers: { authorization: `Bearer ${auth.bearer.token}` } }
  if (auth.oauth2 === undefined) return { ...own, headers: {} }
  // Before the token is awaited: a request that fails may come back with what we sent.
  for (const spelling of spellingsOfSecret(auth.oauth2)) context.hide(spelling)
  const token = await untilAborted(
    context.credentials.token(auth.oauth2, wayToToken(request, own), refused?.token),
    context.signal,
  )
  context.hide(token.value)
  return { ...own, headers: { authorization: `Bearer ${token.value}` }, token }
}

/**
 * As the request itself goes, by its proxy and trusting its authority. Its name is another one, though, and whoever goes without
 * a check of the server's certificate does not hand over our secret so.
 */
function wayToToken({ proxy, tls }: ExchangeRequest, own: OwnCertificate): TokenWay {
  const trusting = tls?.ca === undefined ? {} : { ca: tls.ca }
  return {
    ...(proxy === undefined ? {} : { proxy }),
    ...(tls === undefined && own.tls === undefined ? {} : { tls: { ...trusting, ...own.tls } }),
  }
}

export interface AuthorizedExchange {
  readonly answer: Exchange
  readonly authorization: Authorization
  /** Steps that came before the request: a token asked for by this very look. */
  readonly steps: readonly Step[]
}

/** Sends a request with its authorization; on 401 a token is renewed and the request sent once more, as it was not carried out. */
export async function exchangeAuthorized(
  request: ExchangeRequest,
  auth: Auth | undefined,
  context: LookContext,
): Promise<AuthorizedExchange> {
  const authorization = await authorize(request, auth, context)
  const answer = await exchange(carrying(request, authorization), context.signal)
  if (answer.status !== 401 || authorization.token === undefined) {
    return { answer, authorization, steps: stepsOf(authorization, context) }
  }
  const renewed = await authorize(request, auth, context, authorization)
  const again = await exchange(carrying(request, renewed), context.signal)
  return { answer: again, authorization: renewed, steps: stepsOf(renewed, context) }
}

/** A token that an earlier look asked for is no part of this one. */
function stepsOf({ token }: Authorization, { startedAt }: LookContext): Step[] {
  return token !== undefined && token.askedAt >= startedAt ? [token.step] : []
}

function carrying(request: ExchangeRequest, { headers, tls }: Authorization): ExchangeRequest {
  return {
    ...request,
    headers: { ...headers, ...request.headers },
    ...(tls === undefined ? {} : { tls: { ...request.tls, ...tls } }),
  }
}

async function ownCertificate(
  { cert, key, ca, passphrase }: Mtls,
  { credentials, clock }: LookContext,
): Promise<OwnCertificate> {
  const [certText, keyText, caText] = await Promise.all([
    credentials.file(cert),
    credentials.file(key),
    ca === undefined ? undefined : credentials.file(ca),
  ])
  const ourCertificateToAt = validToAt(certText, cert)
  if (ourCertificateToAt <= clock()) {
    throw new ProbeFault(`our certificate ${cert} ran out on ${new Date(ourCertificateToAt).toISOString()}`)
  }
  const tls = {
    cert: certText,
    key: keyText,
    ...(caText === undefined ? {} : { ca: caText }),
    ...(passphrase === undefined ? {} : { passphrase }),
  }
  return { tls, ourCertificateToAt }
}

function validToAt(pem: string, file: string): number {
  try {
    return new X509Certificate(pem).validToDate.getTime()
  } catch (error) {
    throw new ProbeFault(`our certificate ${file} cannot be read`, { cause: error })
  }
}
