import { getCACertificates, setDefaultCACertificates } from 'node:tls'

import t from 'tap'

import { inDays, issue, makeCa } from '../../probe/certificates.ts'
import { json, serveHttp, serveHttps, serveTcp } from '../../probe/servers.ts'
import { failure, failureKind, openOutbound } from './open-outbound.ts'

const trusted = await makeCa()
const before = getCACertificates()
setDefaultCACertificates([trusted.cert])
t.teardown(() => setDefaultCACertificates(before))

t.test('a certificate that holds is taken', async (t) => {
  const url = await serveHttps(t, await issue(trusted), json('taken'))
  t.match(await openOutbound(t).request({ method: 'POST', url, body: 'paid' }), {
    status: 200,
    body: '"taken"',
  })
})

t.test('a certificate that does not hold is refused, whatever the environment says', async (t) => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  t.teardown(() => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
  const refused = {
    'from an unknown authority': await issue(await makeCa()),
    'run out': await issue(trusted, { validTo: inDays(-1) }),
    'of tomorrow': await issue(trusted, { validFrom: inDays(1) }),
    'for another host': await issue(trusted, { name: 'hooks.example' }),
  }
  for (const [name, pair] of Object.entries(refused)) {
    let heard = false
    const url = await serveHttps(t, pair, (_request, response) => {
      heard = true
      response.end()
    })
    t.equal(await failureKind(openOutbound(t), { url }), 'tls', name)
    t.equal(heard, false, 'and nothing was sent')
  }
})

t.test('who speaks no TLS, or breaks it off, fails as such', async (t) => {
  const plain = await serveHttp(t, json('plain'))
  t.equal(await failureKind(openOutbound(t), { url: plain.replace('http:', 'https:') }), 'tls')
  const port = await serveTcp(t, (socket) => socket.destroy())
  t.match(await failure(openOutbound(t), { url: `https://127.0.0.1:${port}/` }), {
    kind: 'tls',
    host: '127.0.0.1',
  })
})
