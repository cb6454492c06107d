import { request as relay, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'

import type { Test } from 'tap'

import { serveHttp } from './servers.ts'

export interface TestProxy {
  /** Its address, with what it wants to know of whoever asks. */
  readonly proxy: string
  /** What was asked of it, method and target, in order. */
  readonly asked: readonly string[]
}

/** An HTTP proxy that wants to know who asks: plain requests in absolute form, and tunnels. */
export async function startProxy(t: Test): Promise<TestProxy> {
  const asked: string[] = []
  const isKnown = ({ headers }: IncomingMessage): boolean =>
    headers['proxy-authorization'] === `Basic ${btoa('probe:secret-word')}`
  const url = await serveHttp(
    t,
    (request, response) => {
      if (!isKnown(request)) return response.writeHead(407).end()
      asked.push(`${request.method} ${request.url}`)
      const { method, headers } = request
      const onward = relay(request.url ?? '', { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      return request.pipe(onward)
    },
    (server) =>
      server.on('connect', (request, client) => {
        if (!isKnown(request)) return client.end('HTTP/1.1 407 Who are you\r\n\r\n')
        asked.push(`CONNECT ${request.url}`)
        const [host = '', port] = (request.url ?? '').split(':')
        const target = connect(Number(port), host, () => {
          client.write('HTTP/1.1 200 OK\r\n\r\n')
          target.pipe(client).pipe(target)
        })
        t.teardown(() => target.destroy())
        return target
      }),
  )
  return { proxy: url.replace('http://', 'http://probe:secret-word@'), asked }
}
