import { createServer, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'

import { portOf } from './port-of.ts'
import { NETWORK } from './endpoints.ts'
import type { FaultBook } from './faults/faults.ts'

/**
 * A second listener that has nothing to do with the wallet, for checks of one's own network to look at. It answers
 * 204 to everything and hears only faults that name `network`.
 */
export interface Neighbour {
  readonly url: string
  /** Opens or closes the port as faults demand; call it when they change and now and then, since faults run out. */
  follow(): void
  /** Resolves once the port is as the latest `follow` wanted it. */
  settled(): Promise<void>
  close(): Promise<void>
}

interface Options {
  /** 0 takes a free port, which is then kept across closing and opening. */
  readonly port: number
  readonly host: string
  readonly faults: FaultBook
}

export async function startNeighbour({ port, host, faults }: Options): Promise<Neighbour> {
  const server = createServer((_request, response) => answer(response, faults))
  await open(server, { port, host })
  const ownPort = portOf(server)
  let work = Promise.resolve()

  // A port that is gone must refuse connections, or a check that only connects would find nothing amiss.
  const settle = async (): Promise<void> => {
    const gone = faults.strike({ endpoint: NETWORK }, ['error', 'reset']).length > 0
    if (gone && server.listening) await shut(server)
    if (!gone && !server.listening) await open(server, { port: ownPort, host })
  }

  return {
    url: `http://${host}:${ownPort}`,
    follow() {
      // Should the port be taken in the meantime, the next call tries again.
      work = work.then(settle).catch(() => undefined)
    },
    settled: () => work,
    async close() {
      await work
      if (server.listening) await shut(server)
    },
  }
}

function answer(response: ServerResponse, faults: FaultBook): void {
  const struck = faults.strike({ endpoint: NETWORK }, ['hang', 'latency'])
  if (struck.some(({ kind }) => kind === 'hang')) return
  const waitMs = struck.reduce((sum, { ms }) => sum + ms, 0)
  const timer = setTimeout(() => response.writeHead(204).end(), waitMs)
  response.on('close', () => clearTimeout(timer))
}

async function open(server: Server, at: { port: number; host: string }): Promise<void> {
  server.listen(at)
  await once(server, 'listening')
}

async function shut(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
