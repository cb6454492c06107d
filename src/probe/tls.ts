import { checkServerIdentity, TLSSocket } from 'node:tls'

import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../domain/observation.ts'
import { duration } from '../lib/duration.ts'
import { readCertificate } from './exchange/certificate.ts'
import { connect } from './exchange/connect.ts'
import { daysLeft, testDaysLeft } from './exchange/days-left.ts'
import { ExchangeError } from './exchange/exchange-error.ts'
import { found } from './explain/found.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'
import { failedStep } from './explain/step.ts'

const options = Type.Object(
  {
    host: Type.String({ minLength: 1, description: 'Name or address of the server.' }),
    port: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 65_535, description: 'Its port; 443 unless said.' }),
    ),
    serverName: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The name to ask for (SNI) and to check, where it is not the host.',
      }),
    ),
    ca: Type.Optional(
      Type.String({ minLength: 1, description: 'File with the CA to trust instead of the usual ones, PEM.' }),
    ),
    daysLeft: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Warn operators, in the log, when the certificate holds fewer days than this; the look stays ok. 14 unless said.',
      }),
    ),
    latency: Type.Optional(duration('Longest time a handshake may take and still be ok; beyond it is slow.')),
  },
  { additionalProperties: false, description: 'Shakes hands over TLS and looks at the certificate.' },
)

type TlsOptions = StaticDecode<typeof options>

const DAYS_LEFT = 14

/**
 * A TLS handshake. It accepts any certificate and then looks for itself, so that the explanation of a bad one says
 * how long it was good for and for which names. Bad for browsers is a failure; near its end is a matter for operators.
 */
export const tls = {
  options,
  async look(given: TlsOptions, { signal, credentials, clock: now }: LookContext): Promise<Finding> {
    const { host, port = 443, serverName = host, ca, latency } = given
    const sent = `handshake ${host}:${port}`
    const trust = ca === undefined ? {} : { ca: await credentials.file(ca) }
    try {
      const endpoint = { host, port, tls: { ...trust, serverName, rejectUnauthorized: false } }
      const { socket, clock } = await connect(endpoint, signal)
      const { musts, warnings, summary } = judge(socket, serverName, { now: now(), wanted: given.daysLeft })
      socket.destroy()
      const step = { name: 'handshake', sent, phases: clock.phases, latencyMs: clock.totalMs() }
      return found({ step, musts, warnings, budgetMs: latency, summary })
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      const step = failedStep('handshake', sent, error)
      return { outcome: 'tech_fail', summary: step.error, steps: [step] }
    }
  },
} satisfies ProbeKind<typeof options>

interface Validity {
  readonly now: number
  readonly wanted: number | undefined
}

function judge(socket: unknown, name: string, { now, wanted = DAYS_LEFT }: Validity) {
  const peer = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined
  const certificate = peer === undefined ? undefined : readCertificate(peer)
  if (!(socket instanceof TLSSocket) || peer === undefined || certificate === undefined) {
    const shown = { what: 'certificate', wanted: 'one', seen: 'none', held: false }
    return { musts: [shown], warnings: [], summary: '' }
  }
  const { subject, issuer, validToAt } = certificate
  const left = daysLeft(validToAt, now)
  return {
    musts: [testChain(socket), testName(checkServerIdentity(name, peer), name, certificate.names)],
    warnings: [testDaysLeft('certificate', wanted, left)],
    summary: `${subject} by ${issuer}, ${left} days left, ${socket.getProtocol() ?? 'TLS'}`,
  }
}

/** The chain, its dates included; Node leaves a wrong name in the same place, which is told apart below. */
function testChain({ authorizationError }: TLSSocket): Assertion {
  // A code at run time, against Node's own types, and null where all is well.
  const code = String(authorizationError ?? '')
  const held = code === '' || code === 'ERR_TLS_CERT_ALTNAME_INVALID'
  return { what: 'chain', wanted: 'trusted', seen: held ? 'trusted' : code, held }
}

function testName(mismatch: Error | undefined, name: string, names: string): Assertion {
  return { what: 'name', wanted: name, seen: names === '' ? 'no names' : names, held: mismatch === undefined }
}
