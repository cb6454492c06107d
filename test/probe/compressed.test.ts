import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

import t, { type Test } from 'tap'

import { exchange } from '../../src/probe/exchange/exchange.ts'
import { lookWith } from './looking.ts'
import { serveHttp } from './servers.ts'

const BODY = '{"code":"SUCCESS","words":"余额"}'
const WANTED = { json: [{ path: '$.code', equals: 'SUCCESS' }] }

/** A server that sends this body under this coding, whatever was asked for. */
function serve(t: Test, coding: string, body: Buffer): Promise<string> {
  return serveHttp(t, (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding }).end(body),
  )
}

function ask(url: string, maxBytes: number) {
  const request = { method: 'GET', url, headers: {}, redirects: 0, maxBytes }
  return exchange(request, new AbortController().signal)
}

const SENT: readonly (readonly [coding: string, body: Buffer])[] = [
  ['gzip', gzipSync(BODY)],
  ['x-gzip', gzipSync(BODY)],
  ['GZIP', gzipSync(BODY)],
  ['deflate', deflateSync(BODY)],
  ['deflate', deflateRawSync(BODY)],
  ['br', brotliCompressSync(BODY)],
  ['deflate, gzip', gzipSync(deflateSync(BODY))],
  ['identity', Buffer.from(BODY)],
]

for (const [coding, body] of SENT) {
  t.test(`a body that nobody asked to be sent as ${coding} is read all the same`, async (t) => {
    const url = await serve(t, coding, body)
    t.match(await ask(url, 1_000), { body: BODY, truncated: false })
    t.equal((await lookWith('http', { url, expect: WANTED })).outcome, 'ok')
  })
}

t.test('a small body that unfolds into a huge one is read up to the cap and no further', async (t) => {
  const huge = 'a'.repeat(50_000_000)
  for (const [coding, body] of [
    ['gzip', gzipSync(huge)],
    ['br', brotliCompressSync(huge)],
  ] as const) {
    const url = await serve(t, coding, body)
    const answer = await ask(url, 100_000)
    t.match(answer, { truncated: true })
    t.ok(answer.body.length <= 100_000, `${coding}: ${answer.body.length}`)
    t.ok(answer.body.startsWith('aaaa'), 'its beginning is there')
  }
})

t.test('a compressed body that is cut off at the cap is read as far as it goes', async (t) => {
  const long = Array.from({ length: 5_000 }, (_, index) => `line ${index * 7919}`).join('\n')
  const answer = await ask(await serve(t, 'gzip', gzipSync(long)), 2_000)
  t.equal(answer.truncated, true)
  t.ok(answer.body.length > 0 && long.startsWith(answer.body))
})

t.test('a body that is not what it says to be fails, and says so', async (t) => {
  const url = await serve(t, 'gzip', Buffer.from(BODY))
  const look = await lookWith('http', { url, expect: WANTED })
  t.equal(look.outcome, 'tech_fail')
  t.match(look.explanation?.summary, /gzip/)
})

t.test('a coding that we do not know is named', async (t) => {
  const url = await serve(t, 'lzma', Buffer.from(BODY))
  const look = await lookWith('http', { url, expect: WANTED })
  t.match(look, { outcome: 'probe_fault', explanation: { summary: /compressed as lzma/ } })
})

t.test('an answer without a body may carry any coding', async (t) => {
  const url = await serve(t, 'gzip', Buffer.alloc(0))
  t.equal((await lookWith('http', { url })).outcome, 'ok')
})
