import t, { type Test } from 'tap'

import { inDays, issue, makeCa, writeFile, type Wanted } from './certificates.ts'
import { assertionOf, lookWith } from './looking.ts'
import { json, serveHttps, serveTcp } from './servers.ts'

/** A server with such a certificate: its port, and the file of the authority that signed it. */
async function serve(t: Test, wanted: Wanted = {}) {
  const ca = await makeCa()
  const url = await serveHttps(t, await issue(ca, wanted), json({}))
  return { url, port: Number(new URL(url).port), ca: writeFile(t, ca.cert) }
}

t.test('a good certificate is ok and tells how long it holds', async (t) => {
  const { port, ca, url } = await serve(t)
  const observation = await lookWith('tls', { host: '127.0.0.1', port, ca, daysLeft: 30 })
  t.equal(observation.outcome, 'ok')
  t.match(observation.explanation?.summary, /^wallet by Test CA, 90 days left, TLSv1\.3$/)
  t.match(observation.explanation?.steps[0]?.phases, { connect: Number, tls: Number })

  const http = await lookWith('http', { url, tls: { ca }, tlsDaysLeft: 30 })
  t.match(http, { outcome: 'ok' })
  t.match(assertionOf(http, 'certificate'), { seen: '90 days left', held: true })
})

t.test('a certificate near its end stays ok and is reported', async (t) => {
  const { port, ca, url } = await serve(t, { validTo: inDays(9.5) })
  const looks = [
    await lookWith('tls', { host: '127.0.0.1', port, ca }),
    await lookWith('http', { url, tls: { ca }, tlsDaysLeft: 14 }),
  ]
  for (const look of looks) {
    t.equal(look.outcome, 'ok')
    t.match(assertionOf(look, 'certificate'), {
      wanted: 'at least 14 days left',
      seen: '9 days left',
      held: false,
    })
    t.match(look.explanation?.summary, /9 days left/)
    t.strictSame(look.warnings, ['certificate: 9 days left'])
  }
})

t.test('a certificate that ran out is a failure', async (t) => {
  const { port, ca, url } = await serve(t, { validTo: inDays(-1.5) })
  const look = await lookWith('tls', { host: '127.0.0.1', port, ca })
  t.equal(look.outcome, 'tech_fail')
  t.match(assertionOf(look, 'chain'), { seen: 'CERT_HAS_EXPIRED', held: false })
  t.match(assertionOf(look, 'certificate'), { seen: '-2 days left' })

  const http = await lookWith('http', { url, tls: { ca } })
  t.equal(http.outcome, 'tech_fail')
  t.match(http.explanation?.steps[0]?.error, /^CERT_HAS_EXPIRED while waiting for the TLS handshake/)
})

t.test('a certificate for another name is a failure that tells the names it has', async (t) => {
  const { port, ca, url } = await serve(t, { name: 'elsewhere.example' })
  const look = await lookWith('tls', { host: '127.0.0.1', port, ca })
  t.equal(look.outcome, 'tech_fail')
  t.match(assertionOf(look, 'chain'), { held: true })
  t.match(assertionOf(look, 'name'), { wanted: '127.0.0.1', seen: 'DNS:elsewhere.example', held: false })
  const http = await lookWith('http', { url, tls: { ca } })
  t.match(http.explanation?.steps[0]?.error, /^ERR_TLS_CERT_ALTNAME_INVALID/)

  const named = { ca, serverName: 'elsewhere.example' }
  t.equal((await lookWith('tls', { host: '127.0.0.1', port, ...named })).outcome, 'ok')
  t.equal((await lookWith('http', { url, tls: named })).outcome, 'ok')
})

t.test('a chain that nobody vouches for is a failure, unless told not to look', async (t) => {
  const { port, url } = await serve(t)
  const look = await lookWith('tls', { host: '127.0.0.1', port })
  t.equal(look.outcome, 'tech_fail')
  t.match(assertionOf(look, 'chain'), { wanted: 'trusted', held: false })
  t.equal((await lookWith('http', { url })).outcome, 'tech_fail')
  t.equal((await lookWith('http', { url, tls: { verify: false } })).outcome, 'ok')
})

t.test('a handshake over its latency budget is slow', async (t) => {
  const ca = await makeCa()
  const name = 'wallet.example'
  const late = { SNICallback: (_name: string, go: (error: null) => void) => void setTimeout(go, 40, null) }
  const url = await serveHttps(t, { ...(await issue(ca, { name })), ...late }, json({}))
  const wanted = { host: '127.0.0.1', port: Number(new URL(url).port), serverName: name }
  const look = await lookWith('tls', { ...wanted, ca: writeFile(t, ca.cert), latency: '20ms' })
  t.equal(look.outcome, 'slow', look.explanation?.summary ?? '')
})

t.test('a server that does not speak TLS, or says nothing, is a failure', async (t) => {
  const plain = await serveTcp(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const look = await lookWith('tls', { host: '127.0.0.1', port: plain })
  t.equal(look.outcome, 'tech_fail')
  t.match(look.explanation?.steps[0]?.error, /while waiting for the TLS handshake/)
  const mute = await serveTcp(t, () => undefined)
  const hung = await lookWith('tls', { host: '127.0.0.1', port: mute }, { timeoutMs: 150 })
  t.match(hung.explanation?.steps[0]?.error, /^DEADLINE while waiting for the TLS handshake/)
})
