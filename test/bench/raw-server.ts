import { once } from 'node:events'
import { createServer } from 'node:http'

import { portOf } from '../../src/sandbox/port-of.ts'
import { obey } from './child.ts'

/** What is answered to everything: these headers and this body, or 304 to whoever has seen something already. */
export interface RawAnswer {
  readonly headers: readonly string[]
  readonly unchangedHeaders: readonly string[]
  readonly body: Uint8Array
}

/** node:http with nothing on top: the most that any server in Node can do. Answers the port it took. */
obey(async ({ headers, unchangedHeaders, body }: RawAnswer): Promise<number> => {
  const full = [...headers]
  const unchanged = [...unchangedHeaders]
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (request.headers['if-none-match'] === undefined) response.writeHead(200, full).end(body)
    else response.writeHead(304, unchanged).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return portOf(server)
})
