import { text } from 'node:stream/consumers'

import t from 'tap'

import { exchange } from '../../src/probe/exchange/exchange.ts'
import type { ExchangeRequest } from '../../src/probe/exchange/message.ts'
import { assertionOf, lookWith } from './looking.ts'
import { startProxy } from './proxy.ts'
import { closedPort, json, serveHttp, serveHttps } from './servers.ts'
import { issue, makeCa, writeFile } from './certificates.ts'

const plain = { method: 'GET', headers: {}, redirects: 0, maxBytes: 1_000_000 }

function ask(request: Partial<ExchangeRequest> & { url: string }) {
  return exchange({ ...plain, ...request }, new AbortController().signal)
}

t.test('every look opens a connection of its own', async (t) => {
  const ports = new Set<number | undefined>()
  const url = await serveHttp(t, (request, response) => {
    ports.add(request.socket.remotePort)
    response.end()
  })
  for (let look = 0; look < 3; look += 1) await ask({ url })
  t.equal(ports.size, 3)
})

t.test('redirects are followed as far as allowed, without taking credentials elsewhere', async (t) => {
  const seen: Record<string, unknown>[] = []
  const elsewhere = await serveHttp(t, (request, response) => {
    text(request).then((body) => {
      const { authorization, 'x-api-key': key } = request.headers
      seen.push({ method: request.method, authorization, key, body })
      return response.end('there')
    }, t.fail)
  })
  const home = await serveHttp(t, (request, response) => {
    const to = request.url === '/first' ? '/second' : `${elsewhere}/third`
    response.writeHead(request.url === '/kept' ? 307 : 302, { location: to }).end()
  })
  const headers = { authorization: 'Bearer abc', 'x-api-key': 'k', 'content-type': 'text/plain' }
  const post = { method: 'POST', body: 'order', headers, redirects: 2 }

  const answer = await ask({ url: `${home}/first`, ...post })
  t.match(answer, { status: 200, body: 'there', url: `${elsewhere}/third` })
  await t.rejects(ask({ url: `${home}/kept`, ...post }), /another origin with a body/)
  t.strictSame(seen, [{ method: 'GET', authorization: undefined, key: undefined, body: '' }])

  t.equal((await ask({ url: `${home}/first` })).status, 302, 'none allowed: the redirect is the answer')
  await t.rejects(ask({ url: `${home}/first`, redirects: 1 }), /more than 1 redirects/)
})

t.test('a redirect to no web address is the target’s failure', async (t) => {
  const url = await serveHttp(t, (_request, response) =>
    response.writeHead(302, { location: 'file:///etc/hosts' }).end(),
  )
  t.equal((await lookWith('http', { url, redirects: 3 })).outcome, 'tech_fail')
})

t.test('a huge body is read up to the cap and no further', async (t) => {
  let sent = 0
  const url = await serveHttp(t, (_request, response) => {
    const chunk = Buffer.alloc(65_536, 'a')
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length
      if (!response.destroyed) response.once('drain', pump)
    }
    pump()
  })
  const answer = await ask({ url, maxBytes: 1_000 })
  t.equal(answer.body.length, 1_000)
  t.equal(answer.truncated, true)
  t.ok(sent < 50_000_000)

  const found = await lookWith('http', { url, maxBytes: 1_000, expect: { body: [{ contains: 'aaa' }] } })
  t.equal(found.outcome, 'ok', 'what was read suffices')
  const unsure = await lookWith('http', { url, maxBytes: 1_000, expect: { json: [{ path: '$.code' }] } })
  t.equal(unsure.outcome, 'probe_fault', 'our cap, not their failure')
})

t.test('a body is read in the charset it is sent in', async (t) => {
  const url = await serveHttp(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=GBK' }).end(Buffer.from('d5fdb3a3', 'hex'))
  })
  t.equal((await ask({ url })).body, '正常')
})

t.test('a proxy is gone through: plainly for HTTP, by a tunnel for HTTPS', async (t) => {
  const ca = await makeCa()
  const caFile = writeFile(t, ca.cert)
  const http = await serveHttp(t, json({ by: 'http' }))
  const https = await serveHttps(t, await issue(ca), json({ by: 'https' }))
  const { proxy, asked } = await startProxy(t)

  const byHttp = await lookWith('http', {
    url: `${http}/a?b=1`,
    proxy,
    expect: { json: [{ path: '$.by', equals: 'http' }] },
  })
  t.equal(byHttp.outcome, 'ok')
  const expect = { json: [{ path: '$.by', equals: 'https' }] }
  const byHttps = await lookWith('http', {
    url: https,
    proxy,
    tls: { ca: caFile },
    expect,
    tlsDaysLeft: 10,
  })
  t.equal(byHttps.outcome, 'ok')
  t.equal(assertionOf(byHttps, 'certificate')?.held, true)
  t.ok(byHttps.explanation?.steps[0]?.phases?.tls !== undefined)
  t.strictSame(asked, [`GET ${http}/a?b=1`, `CONNECT ${https.slice('https://'.length)}`])
})

t.test('a proxy that is away, or turns us down, is a fault of ours', async (t) => {
  const url = await serveHttp(t, json({}))
  const gone = `http://127.0.0.1:${await closedPort()}`
  t.equal((await lookWith('http', { url, proxy: gone })).outcome, 'probe_fault')
  const { proxy } = await startProxy(t)
  const stranger = proxy.replace('probe:secret-word@', '')
  const https = url.replace('http:', 'https:')
  t.equal((await lookWith('http', { url: https, proxy: stranger })).outcome, 'probe_fault')
})
