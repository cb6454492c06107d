import { inspect } from 'node:util'

import t from 'tap'

import type { OutboundError } from '../../../src/lib/outbound/outbound-error.ts'
import type { OutboundRequest } from '../../../src/lib/outbound/outbound.ts'
import { issue, makeCa } from '../../probe/certificates.ts'
import { closedPort, json, serveHttps, serveTcp } from '../../probe/servers.ts'
import { keepLog } from '../../support/log-lines.ts'
import { startReceiver } from '../../support/receiver.ts'
import { failure, openOutbound } from './open-outbound.ts'

const TOKEN = 'tk-4f1e9a77'

/** An address and headers that hold the token wherever one may stand. */
function asking(origin: string): OutboundRequest {
  return {
    method: 'POST',
    url: `${origin}/robot/${TOKEN}/send?access_token=${TOKEN}#${TOKEN}`,
    headers: { authorization: `Bearer ${TOKEN}`, 'webhook-signature': TOKEN, cookie: `k=${TOKEN}` },
    body: JSON.stringify({ challenge: TOKEN }),
  }
}

async function failures(t: Parameters<typeof openOutbound>[0]): Promise<OutboundError[]> {
  const here = openOutbound(t)
  const hasty = openOutbound(t, { timeoutMs: 100 })
  const guarded = openOutbound(t, { allow: [] }, { lookup: async () => [{ address: '10.0.0.1', family: 4 }] })
  const lost = openOutbound(t, {}, { lookup: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) })
  const silent = await serveTcp(t, () => undefined)
  // Answers what it was sent: as no HTTP at all, as a header that breaks the rules, and as half a body.
  const echo = (head: string) =>
    serveTcp(t, (socket) => socket.once('data', (sent) => socket.end(`${head}${sent.toString()}`)))
  const looping = await startReceiver(t, () => ({ status: 307, headers: { location: `/${TOKEN}` } }))
  const inwards = await startReceiver(t, () => ({
    status: 307,
    headers: { location: `http://10.0.0.1/${TOKEN}` },
  }))
  const distrusted = await serveHttps(t, await issue(await makeCa()), json('never'))
  const loopback = (port: number) => `http://127.0.0.1:${port}`
  return Promise.all([
    failure(guarded, asking('https://hooks.example')),
    failure(guarded, asking(`https://${TOKEN}:${TOKEN}@hooks.example`)),
    failure(guarded, asking(`ftp:`)),
    failure(guarded, asking('not an address ')),
    failure(lost, asking('https://hooks.example')),
    failure(hasty, asking(loopback(silent))),
    failure(here, asking(loopback(await closedPort()))),
    failure(here, asking(`http://localhost:${await closedPort()}`)),
    failure(here, asking(loopback(await echo('')))),
    failure(here, asking(loopback(await echo('HTTP/1.1 200 OK\r\nx y: ')))),
    failure(here, asking(loopback(await echo('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n')))),
    failure(here, asking(loopback(await echo('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')))),
    failure(here, asking(looping.url)),
    failure(here, asking(inwards.url)),
    failure(here, asking(distrusted)),
    failure(here, { ...asking(loopback(silent)), signal: AbortSignal.timeout(50) }),
  ])
}

t.test('no failure tells the address beyond its host, or what was sent', async (t) => {
  const { log, text } = keepLog()
  const all = await failures(t)
  for (const error of all) log.error({ err: error }, 'not taken')
  t.strictSame(
    new Set(all.map(({ kind }) => kind)),
    new Set([
      'refused_url',
      'refused_address',
      'unresolved',
      'connect',
      'tls',
      'timeout',
      'reset',
      'redirects',
      'aborted',
    ]),
    'every kind has been tried',
  )
  t.notMatch(text(), TOKEN, 'the log')
  for (const error of all) {
    t.notMatch(String(error), TOKEN, error.kind)
    t.notMatch(
      inspect(error, { depth: 20, showHidden: true, getters: true }),
      TOKEN,
      `${error.kind}, looked through`,
    )
    t.notMatch(JSON.stringify(error), TOKEN, `${error.kind}, as JSON`)
  }
})

t.test('a failure keeps its cause', async (t) => {
  const { log, text } = keepLog()
  const url = `http://127.0.0.1:${await closedPort()}/${TOKEN}`
  log.error({ err: await failure(openOutbound(t), { url }) }, 'not taken')
  t.match(text(), 'connect (127.0.0.1): connect ECONNREFUSED 127.0.0.1')
})
