import { createPrivateKey } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TLSSocket } from 'node:tls'

import t, { type Test } from 'tap'
import { Value } from 'typebox/value'

import { auth as authSchema } from '../../src/probe/auth/auth.ts'
import { inDays, issue, makeCa, writeFile } from './certificates.ts'
import { assertionOf, lookWith, runContext } from './looking.ts'
import { json, serveHttp, serveHttps, serveTcp } from './servers.ts'

const client = { clientId: 'status-probe', clientSecret: 'sandbox-secret' }

/** Answers 200 to those who carry this authorization, and 401 to others. */
function guarded(isWelcome: (authorization: string | undefined) => boolean): RequestListener {
  return (request, response) => response.writeHead(isWelcome(request.headers.authorization) ? 200 : 401).end()
}

/** Gives out tokens t-1, t-2, …; counts them and keeps what it was asked. */
async function tokenServer(t: Test, expiresIn = 1_000) {
  const asked: { form: string; authorization: string | undefined }[] = []
  const url = await serveHttp(t, (request, response) => {
    text(request).then((form) => {
      asked.push({ form, authorization: request.headers.authorization })
      return response.end(JSON.stringify({ access_token: `token-${asked.length}`, expires_in: expiresIn }))
    }, t.fail)
  })
  return { tokenUrl: `${url}/oauth/token`, asked }
}

t.test('basic and bearer go along, and their refusal is a fault of ours', async (t) => {
  const basic = await serveHttp(
    t,
    guarded((header) => header === `Basic ${btoa('probe:pass-word')}`),
  )
  const user = { user: 'probe', password: 'pass-word' }
  t.equal((await lookWith('http', { url: basic, auth: { basic: user } })).outcome, 'ok')
  t.equal(
    (await lookWith('http', { url: basic, auth: { basic: { ...user, user: 'x' } } })).outcome,
    'probe_fault',
  )
  const bearer = await serveHttp(
    t,
    guarded((header) => header === 'Bearer fixed-token'),
  )
  t.equal((await lookWith('http', { url: bearer, auth: { bearer: { token: 'fixed-token' } } })).outcome, 'ok')
})

t.test('two ways of proving who we are cannot be configured together', async (t) => {
  const two = { bearer: { token: 'abcd' }, basic: { user: 'a', password: 'abcd' } }
  t.equal(Value.Check(authSchema, two), false)
  t.equal(Value.Check(authSchema, { bearer: two.bearer }), true)
})

t.test('a token is asked for once, shared, and renewed at 80 % of its life', async (t) => {
  const { tokenUrl, asked } = await tokenServer(t, 1_000)
  const url = await serveHttp(
    t,
    guarded((header) => header === `Bearer token-${asked.length}`),
  )
  const time = { now: 1_000_000 }
  const context = runContext(() => time.now)
  const look = () =>
    lookWith('http', { url, auth: { oauth2: { tokenUrl, ...client, scope: 'probe' } } }, { context })

  const together = await Promise.all([look(), look(), look()])
  t.strictSame(
    together.map(({ outcome }) => outcome),
    ['ok', 'ok', 'ok'],
  )
  t.equal(asked.length, 1)
  t.match(asked[0], {
    form: 'grant_type=client_credentials&scope=probe',
    authorization: `Basic ${btoa('status-probe:sandbox-secret')}`,
  })
  t.equal(together[0]?.explanation?.steps[0]?.name, 'token', 'the look that asked tells of it')

  time.now += 799_000
  const kept = await look()
  t.equal(asked.length, 1)
  t.equal(kept.explanation?.steps.length, 1, 'a later one does not')
  time.now += 2_000
  t.equal((await look()).outcome, 'ok')
  t.equal(asked.length, 2)
})

t.test('a token that is turned down is renewed once, and only once', async (t) => {
  const { tokenUrl, asked } = await tokenServer(t)
  const second = await serveHttp(
    t,
    guarded((header) => header === 'Bearer token-2'),
  )
  const never = await serveHttp(
    t,
    guarded(() => false),
  )
  const context = runContext()
  const oauth2 = { tokenUrl, ...client, sendAs: 'body' }
  t.equal((await lookWith('http', { url: second, auth: { oauth2 } }, { context })).outcome, 'ok')
  t.equal(asked.length, 2)
  t.match(asked[1], {
    form: /client_id=status-probe&client_secret=sandbox-secret$/,
    authorization: undefined,
  })
  t.equal((await lookWith('http', { url: never, auth: { oauth2 } }, { context })).outcome, 'probe_fault')
  t.equal(asked.length, 3)
})

t.test('a token that is not to be had tells whose fault it is', async (t) => {
  const url = await serveHttp(t, json({}))
  const cases = [
    { answer: json({ error: 'invalid_client' }, 401), outcome: 'probe_fault' },
    { answer: json({ error: 'invalid_scope' }, 400), outcome: 'probe_fault' },
    { answer: json({}, 502), outcome: 'tech_fail' },
    { answer: json({}, 429), outcome: 'throttled' },
    { answer: json({ token_type: 'bearer' }), outcome: 'tech_fail' },
    { answer: json({ code: 'SERVICE_MAINTENANCE' }), outcome: 'maintenance' },
    { answer: (request) => request.socket.destroy(), outcome: 'tech_fail' },
  ] satisfies { answer: RequestListener; outcome: string }[]
  const expect = { code: { path: '$.code', success: ['SUCCESS'], maintenance: ['SERVICE_MAINTENANCE'] } }
  for (const [index, { answer, outcome }] of cases.entries()) {
    const oauth2 = { tokenUrl: await serveHttp(t, answer), ...client, ...(index === 5 ? { expect } : {}) }
    const observation = await lookWith('http', { url, auth: { oauth2 } })
    t.equal(observation.outcome, outcome, observation.explanation?.summary ?? '')
    t.match(observation.explanation?.summary, /^token: /)
    t.equal(observation.explanation?.steps[0]?.name, 'token')
  }
})

t.test('a certificate of ours opens the door, and one that ran out is a fault of ours', async (t) => {
  const ca = await makeCa()
  const caFile = writeFile(t, ca.cert)
  const server = { ...(await issue(ca)), ca: ca.cert, requestCert: true, rejectUnauthorized: true }
  const url = await serveHttps(t, server, (request, response) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TLS server's sockets are TLS sockets
    response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN)
  })
  const files = async (validTo: Date) => {
    const { cert, key } = await issue(ca, { name: 'probe.example', validTo })
    return { cert: writeFile(t, cert), key: writeFile(t, key), ca: caFile }
  }
  const look = async (mtls: object) =>
    lookWith('http', { url, auth: { mtls }, expect: { body: [{ equals: 'probe.example' }] } })

  const good = await look(await files(inDays(60.5)))
  t.equal(good.outcome, 'ok')
  t.match(assertionOf(good, 'our certificate'), { seen: '60 days left', held: true })
  t.match(await look(await files(inDays(3.5))), {
    outcome: 'ok',
    explanation: { summary: /our certificate: 3 days left/ },
  })
  t.match(await look(await files(inDays(-1))), {
    outcome: 'probe_fault',
    explanation: { summary: /ran out/ },
  })
  t.match(await look({ cert: '/no/such.pem', key: '/no/such.pem' }), { outcome: 'probe_fault' })

  const { cert, key } = await issue(ca, { name: 'probe.example' })
  const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pass-phrase' } as const
  const locked = writeFile(t, String(createPrivateKey(key).export(cipher)))
  const withLock = { cert: writeFile(t, cert), key: locked, ca: caFile }
  t.match(await look({ ...withLock, passphrase: 'pass-phrase' }), { outcome: 'ok' })
  t.match(await look(withLock), { outcome: 'probe_fault' })
})

t.test(
  'a TLS alert that turns our certificate down is a fault of ours, a failed handshake is theirs',
  async (t) => {
    // RFC 8446 section 6.2: 42 bad_certificate, 45 certificate_expired, 48 unknown_ca, 116 certificate_required, 40 handshake_failure.
    for (const [alert, outcome] of [
      [42, 'probe_fault'],
      [45, 'probe_fault'],
      [48, 'probe_fault'],
      [116, 'probe_fault'],
      [40, 'tech_fail'],
    ] as const) {
      const port = await serveTcp(t, (socket) =>
        socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, alert]))),
      )
      const observation = await lookWith('http', { url: `https://127.0.0.1:${port}` })
      t.equal(observation.outcome, outcome, observation.explanation?.summary ?? '')
    }
  },
)
