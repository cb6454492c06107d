import { once } from 'node:events'
import { createServer } from 'node:http'

import { portOf } from '../../src/sandbox/port-of.ts'
import { obey } from './child.ts'

/** `start` answers the port. `breakPath` lets one path fail from now on; `firstFailure` answers when it first did, epoch ms. */
export type TargetAsk =
  | { readonly do: 'start'; readonly delayMs: number }
  | { readonly do: 'breakPath'; readonly path: string }
  | { readonly do: 'firstFailure'; readonly path: string }

const BODY = JSON.stringify({ code: 'SUCCESS', message: 'done', balance: '123.45', currency: 'CNY' })

const failedAt = new Map<string, number | undefined>()

/** Something to probe: answers like a gateway, after `delayMs`. */
obey(async (ask: TargetAsk): Promise<number | undefined> => {
  if (ask.do === 'breakPath') return void failedAt.set(ask.path, undefined)
  if (ask.do === 'firstFailure') return failedAt.get(ask.path)
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const answer = (): void => {
      if (!failedAt.has(path)) {
        response
          .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': BODY.length })
          .end(BODY)
        return
      }
      failedAt.set(path, failedAt.get(path) ?? Date.now())
      response.writeHead(500).end()
    }
    if (ask.delayMs === 0) answer()
    else setTimeout(answer, ask.delayMs)
  }).listen(0, '127.0.0.1', 1024)
  await once(server, 'listening')
  return portOf(server)
})
