import { text } from 'node:stream/consumers'

import t from 'tap'

import { assertionOf, lookWith } from './looking.ts'
import { closedPort, json, serveHttp, serveTcp } from './servers.ts'

const code = {
  path: '$.code',
  success: ['SUCCESS'],
  pending: ['PROCESSING'],
  decline: ['BALANCE_NOT_ENOUGH', 'LIMIT_EXCEEDED'],
  throttled: ['FREQUENCY_LIMITED'],
  maintenance: ['SERVICE_MAINTENANCE'],
  fault: ['INVALID_SIGN'],
}

t.test('an answer as asserted is ok and tells where the time went', async (t) => {
  const url = await serveHttp(t, json({ code: 'SUCCESS', balance: '123.45' }))
  const expect = {
    status: 200,
    code,
    json: [{ path: '$.balance', matches: '^\\d+\\.\\d{2}$', atLeast: 100 }],
  }
  const observation = await lookWith('http', { url: `${url}/v1/balance`, expect, latency: '3s' })
  t.equal(observation.outcome, 'ok')
  const [step] = observation.explanation?.steps ?? []
  t.equal(step?.sent, `GET ${url}/v1/balance`)
  t.hasProps(step?.phases ?? {}, ['connect', 'firstByte', 'body'])
  t.ok(step?.assertions?.every(({ held }) => held))
  t.equal(assertionOf(observation, '$.balance')?.seen, '"123.45"')
})

t.test('a request goes out as it is written', async (t) => {
  const seen: object[] = []
  const url = await serveHttp(t, (request, response) => {
    const { 'content-type': type, 'x-channel': channel } = request.headers
    text(request).then((body) => {
      seen.push({ method: request.method, channel, type, body })
      return response.end()
    }, t.fail)
  })
  await lookWith('http', { url, method: 'DELETE', headers: { 'X-Channel': 'app' } })
  await lookWith('http', { url, body: 'ping' })
  await lookWith('http', { url, method: 'PUT', json: { amount: '1.00' } })
  await lookWith('http', { url, json: {}, headers: { 'content-type': 'application/vnd.wallet+json' } })
  t.strictSame(seen, [
    { method: 'DELETE', channel: 'app', type: undefined, body: '' },
    { method: 'POST', channel: undefined, type: undefined, body: 'ping' },
    { method: 'PUT', channel: undefined, type: 'application/json', body: '{"amount":"1.00"}' },
    { method: 'POST', channel: undefined, type: 'application/vnd.wallet+json', body: '{}' },
  ])
})

t.test('a header is sent once, as it is written, however its name is spelt', async (t) => {
  const seen: string[][] = []
  const url = await serveHttp(t, (request, response) => {
    seen.push(request.rawHeaders)
    response.end()
  })
  const headers = { Accept: 'text/plain', 'User-Agent': 'our probe', 'Content-Type': 'text/json' }
  const auth = { bearer: { token: 'fixed-token' } }
  await lookWith('http', { url, json: {}, headers, auth })
  const [raw = []] = seen
  const names = raw.filter((_, index) => index % 2 === 0)
  t.strictSame(new Set(names.map((name) => name.toLowerCase())).size, names.length, names.join(', '))
  for (const [name, value] of Object.entries(headers)) t.equal(raw[raw.indexOf(name) + 1], value, name)
})

t.test('a redirect is the answer unless it may be followed', async (t) => {
  const url = await serveHttp(t, (request, response) => {
    if (request.url === '/there') response.end()
    else response.writeHead(302, { location: '/there' }).end()
  })
  t.equal((await lookWith('http', { url })).outcome, 'tech_fail')
  t.equal((await lookWith('http', { url, redirects: 1 })).outcome, 'ok')
})

t.test('HTTP 200 with a business code is what the code says', async (t) => {
  const meanings = {
    SUCCESS: 'ok',
    PROCESSING: 'pending',
    BALANCE_NOT_ENOUGH: 'business_decline',
    FREQUENCY_LIMITED: 'throttled',
    SERVICE_MAINTENANCE: 'maintenance',
    INVALID_SIGN: 'probe_fault',
    SYSTEM_ERROR: 'tech_fail',
    A_CODE_NOBODY_KNOWS: 'tech_fail',
  }
  for (const [answered, outcome] of Object.entries(meanings)) {
    const url = await serveHttp(t, json({ code: answered }))
    t.equal((await lookWith('http', { url, expect: { code } })).outcome, outcome, answered)
  }
})

t.test('a status that was not wanted is judged by what it means', async (t) => {
  const cases = [
    { status: 429, body: { code: 'SUCCESS' }, outcome: 'throttled' },
    { status: 401, body: {}, outcome: 'probe_fault' },
    { status: 403, body: {}, outcome: 'probe_fault' },
    { status: 404, body: {}, outcome: 'tech_fail' },
    { status: 500, body: {}, outcome: 'tech_fail' },
    { status: 500, body: { code: 'BALANCE_NOT_ENOUGH' }, outcome: 'tech_fail' },
    { status: 503, body: {}, outcome: 'tech_fail' },
    { status: 503, body: { code: 'SERVICE_MAINTENANCE' }, outcome: 'maintenance' },
    { status: 400, body: { code: 'LIMIT_EXCEEDED' }, outcome: 'business_decline' },
    { status: 302, body: {}, outcome: 'tech_fail' },
  ] as const
  for (const { status, body, outcome } of cases) {
    const url = await serveHttp(t, json(body, status, { 'retry-after': '60' }))
    const observation = await lookWith('http', { url, expect: { code } })
    t.equal(observation.outcome, outcome, `${status} ${JSON.stringify(body)}`)
  }
})

t.test('any of the statuses that are wanted will do, one by one or by their hundred', async (t) => {
  const url = await serveHttp(t, (_request, response) => response.writeHead(404).end())
  const cases = [
    { status: 404, outcome: 'ok' },
    { status: '4xx', outcome: 'ok' },
    { status: [200, 404], outcome: 'ok' },
    { status: ['2xx', '4xx'], outcome: 'ok' },
    { status: ['2xx', 410], outcome: 'tech_fail' },
  ]
  for (const { status, outcome } of cases) {
    t.equal((await lookWith('http', { url, expect: { status } })).outcome, outcome, String(status))
  }
})

t.test('an answer over its latency budget is slow', async (t) => {
  const url = await serveHttp(t, (_request, response) => setTimeout(() => response.end('ok'), 30))
  const observation = await lookWith('http', { url, latency: '10ms' })
  t.equal(observation.outcome, 'slow')
  t.ok((observation.latencyMs ?? 0) >= 25)
  t.match(observation.explanation?.summary, /^latency: wanted at most 10 ms, saw \d+ ms$/)
})

t.test('a body or header that was not wanted is a failure and says what was seen', async (t) => {
  const url = await serveHttp(t, json({ code: 'SUCCESS' }, 200, { 'x-region': 'east' }))
  const expectations = [
    { body: [{ contains: 'balance' }] },
    { body: [{ lacks: 'SUCCESS' }] },
    { body: [{ matches: '^\\[' }] },
    { headers: { 'X-Region': { equals: 'west' } } },
    { headers: { 'x-absent': { contains: 'a' } } },
    { json: [{ path: '$.balance' }] },
    { json: [{ path: '$.code', exists: false }] },
    { json: [{ path: '$.code', equals: 'success' }] },
  ]
  for (const expect of expectations) {
    const { outcome, explanation } = await lookWith('http', { url, expect })
    t.equal(outcome, 'tech_fail', JSON.stringify(expect))
    t.match(explanation?.summary, /wanted .*, saw /)
  }
})

t.test('what stands at a place in JSON must be as it is wanted, wherever the path finds it', async (t) => {
  const url = await serveHttp(t, json({ fee: '0.10', limit: 200, banks: [{ id: 'maple' }, { id: 'river' }] }))
  const cases = [
    { path: '$.fee', equals: '0.10', holds: true },
    { path: '$.fee', equals: 0.1, holds: false },
    { path: '$.fee', matches: '^\\d\\.\\d\\d$', holds: true },
    { path: '$.fee', matches: '^\\d$', holds: false },
    { path: '$.fee', atLeast: 0.1, atMost: 0.1, holds: true },
    { path: '$.fee', atLeast: 0.11, holds: false },
    { path: '$.limit', atMost: 199, holds: false },
    { path: '$.banks', atMost: 199, holds: false },
    { path: '$.banks[*].id', matches: '^[a-z]+$', holds: true },
    { path: '$.banks[*].id', equals: 'maple', holds: false },
  ]
  for (const { holds, ...test } of cases) {
    const { outcome } = await lookWith('http', { url, expect: { json: [test] } })
    t.equal(outcome, holds ? 'ok' : 'tech_fail', JSON.stringify(test))
  }
})

t.test('what breaks below HTTP is a failure that names the code and where it hung', async (t) => {
  const refused = await lookWith('http', { url: `http://127.0.0.1:${await closedPort()}` })
  t.equal(refused.outcome, 'tech_fail')
  t.match(refused.explanation?.steps[0]?.error, /^ECONNREFUSED while waiting for the connection/)

  const reset = await serveTcp(t, (socket) => socket.once('data', () => socket.resetAndDestroy()))
  const broken = await lookWith('http', { url: `http://127.0.0.1:${reset}` })
  t.equal(broken.outcome, 'tech_fail')
  t.match(
    broken.explanation?.steps[0]?.error,
    /^(ECONNRESET|UND_ERR_SOCKET) while waiting for the first byte/,
  )

  const garbage = await serveTcp(t, (socket) => socket.end('this is not HTTP\r\n\r\n'))
  t.equal((await lookWith('http', { url: `http://127.0.0.1:${garbage}` })).outcome, 'tech_fail')
})

t.test('a handshake that hangs is told by how long we waited', async (t) => {
  const port = await serveTcp(t, () => undefined)
  const look = await lookWith('http', { url: `https://127.0.0.1:${port}/` }, { timeoutMs: 250 })
  t.match(
    look.explanation?.steps[0]?.error,
    /^DEADLINE while waiting for the TLS handshake: no answer within 250 ms/,
  )
})

t.test('an answer that never comes, or never ends, is broken off at the deadline', async (t) => {
  const hang = await serveHttp(t, () => undefined)
  const hung = await lookWith('http', { url: hang }, { timeoutMs: 250 })
  t.equal(hung.outcome, 'tech_fail')
  t.match(
    hung.explanation?.steps[0]?.error,
    /^DEADLINE while waiting for the first byte: no answer within 250 ms/,
  )
  t.ok((hung.explanation?.steps[0]?.phases?.firstByte ?? 0) > 0)

  const drip = await serveHttp(t, (_request, response) => void response.write('a'))
  const dripped = await lookWith('http', { url: drip }, { timeoutMs: 250 })
  t.match(dripped.explanation?.steps[0]?.error, /^DEADLINE while waiting for the rest of the answer/)
})

t.test('a request that cannot be sent as configured is a fault of ours', async (t) => {
  const url = await serveHttp(t, json({}))
  t.equal((await lookWith('http', { url, headers: { 'not a name': 'x' } })).outcome, 'probe_fault')
  t.equal((await lookWith('http', { url, tls: { ca: '/no/such/file.pem' } })).outcome, 'probe_fault')
})
