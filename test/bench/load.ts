import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

import { quantile } from './figure.ts'

/**
 * A load generator that costs little: keep-alive sockets, one canned request each at a time, no HTTP parser. It relies
 * on every answer having the same length, which holds for a finished buffer. Runs in a process of its own:
 * `node test/bench/load.ts PORT PATH CONNECTIONS SECONDS` prints `{ perSecond, p50Ms, p99Ms }` as JSON.
 */
const [port = '0', path = '/', connections = '50', seconds = '3'] = process.argv.slice(2)

const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n`)
const latencies: number[] = []
const sockets = await Promise.all(Array.from({ length: Number(connections) }, open))
const length = await lengthOfOneAnswer()
const endAt = performance.now() + Number(seconds) * 1000
await Promise.all(sockets.map(drive))
const perSecond = latencies.length / Number(seconds)
console.log(JSON.stringify({ perSecond, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) }))

async function open(): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.setNoDelay(true)
  await once(socket, 'connect')
  return socket
}

async function lengthOfOneAnswer(): Promise<number> {
  const socket = await open()
  socket.write(request)
  let received = Buffer.alloc(0)
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk as Buffer])
    const headEnd = received.indexOf('\r\n\r\n')
    const body = /content-length: (\d+)/i.exec(received.toString('latin1'))?.[1]
    if (headEnd >= 0 && body !== undefined && received.length >= headEnd + 4 + Number(body)) break
  }
  socket.destroy()
  return received.length
}

function drive(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = length
    let sentAt = performance.now()
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      missing -= chunk.length
      if (missing > 0) return
      const now = performance.now()
      latencies.push(now - sentAt)
      if (now >= endAt) {
        socket.destroy()
        resolve()
        return
      }
      missing = length
      sentAt = now
      socket.write(request)
    })
    socket.write(request)
  })
}
