import http from 'node:http'
import net from 'node:net'

import t from 'tap'

import { plainPages } from '../publish/plain-pages.ts'
import { openTestServer } from './test-server.ts'

const listening = async (...parts: Parameters<typeof openTestServer>) => {
  const { app, keeper } = await openTestServer(...parts)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { keeper, port: Number(new URL(url).port) }
}

/** On a connection of its own. */
const get = (port: number, path: string) =>
  new Promise<{ status: number | undefined; bytes: Buffer }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: false, headers: { 'accept-encoding': 'br' } }
    const answered = (response: http.IncomingMessage) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(chunks) }))
    }
    http.get(options, answered).on('error', reject)
  })

t.test('two hundred visitors at once on a page nobody has asked for yet cause one rendering', async (t) => {
  let made = 0
  const { component } = plainPages()
  const pages = plainPages({
    component: async (...asked) => {
      made += 1
      return component(...asked)
    },
  })
  const { port } = await listening(t, { keeper: { pages } })
  const answers = await Promise.all(Array.from({ length: 200 }, () => get(port, '/components/payment')))
  t.equal(made, 1)
  t.ok(answers.every(({ status, bytes }) => status === 200 && bytes.equals(answers[0]!.bytes)))
})

t.test('two hundred visitors at once on the home page while it is rebuilt again and again', async (t) => {
  const { port, keeper } = await listening(t)
  const rebuilding = Array.from({ length: 5 }, () => keeper.refresh())
  const answers = await Promise.all(Array.from({ length: 200 }, () => get(port, '/')))
  await Promise.all(rebuilding)
  t.ok(answers.every(({ status, bytes }) => status === 200 && bytes.length > 0))
})

t.test('one connection serves many requests, also after a 304, a HEAD and an error', async (t) => {
  const { port } = await listening(t)
  const socket = net.connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const asked = ['GET /', 'HEAD /', 'GET /nothing', 'POST /', 'GET /emergency'].map(
    (line) => `${line} HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\nContent-Length: 0\r\n\r\n`,
  )
  socket.write(`${asked.join('')}GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  t.strictSame(
    text.match(/HTTP\/1\.1 \d+/g),
    [304, 304, 404, 405, 304, 200].map((status) => `HTTP/1.1 ${status}`),
  )
})

t.test('who sends no whole head within ten seconds is cut soon after', { timeout: 20_000 }, async (t) => {
  const { port } = await listening(t)
  const began = performance.now()
  const socket = net.connect(port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  t.match(text, /^HTTP\/1\.1 408 /)
  const tookMs = performance.now() - began
  t.ok(tookMs >= 9_000 && tookMs < 15_000, `${tookMs} ms`)
})

t.test('what is no HTTP, and a method nobody knows, are refused without a stack', async (t) => {
  const { port } = await listening(t)
  const exchange = async (bytes: string) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.write(bytes)
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    return text
  }
  const nonsense = await exchange('nonsense\r\n\r\n')
  t.match(nonsense, /^HTTP\/1\.1 400 /)
  t.notMatch(nonsense, /at .*\.js/)
  t.match(nonsense, /\r\nX-Content-Type-Options: nosniff\r\n/)
  t.match(nonsense, /\r\nContent-Security-Policy: default-src 'none'/)
  t.match(await exchange('PROPFIND / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 501 /)
  t.match(
    await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 /,
  )
})
