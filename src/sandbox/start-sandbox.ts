import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createCallbacks } from './topup/callbacks.ts'
import type { UsualTime } from './deps.ts'
import { createFaultBook, type FaultBook } from './faults/faults.ts'
import { startNeighbour } from './neighbour.ts'
import { createOrderBook } from './topup/orders.ts'
import { portOf } from './port-of.ts'
import { progress } from './topup/progress.ts'
import { buildSandboxServer } from './server.ts'
import { createTokens } from './tokens.ts'

/** How often orders move on and the neighbour looks whether a fault has run out, ms. */
const BEAT_MS = 100

const USUAL_CREDIT: UsualTime = { meanMs: 1_500, spreadMs: 500 }
const AT_ONCE: UsualTime = { meanMs: 0, spreadMs: 0 }

interface Options {
  /** 0 takes free ports, for the neighbour too; otherwise the neighbour takes the port after this one. */
  readonly port: number
  /** Loopback only: whoever reaches the sandbox may break it. */
  readonly host?: '127.0.0.1'
  readonly clock: Clock
  readonly log?: Log
  /** 0 ≤ random() < 1; decides faults' rates and times-to-credit. */
  readonly random?: () => number
  readonly credit?: UsualTime
  /** How long a healthy answer takes; at once unless said. */
  readonly answer?: UsualTime
}

/** A running pretend wallet. */
export interface Sandbox {
  readonly url: string
  readonly port: number
  readonly neighbourUrl: string
  readonly faults: FaultBook
  close(): Promise<void>
}

/** Starts the pretend wallet and its neighbour; rejects where a port is taken. */
export async function startSandbox(options: Options): Promise<Sandbox> {
  const {
    port,
    host = '127.0.0.1',
    clock,
    log,
    random = Math.random,
    credit = USUAL_CREDIT,
    answer = AT_ONCE,
  } = options
  const stop = new AbortController()
  const faults = createFaultBook({ clock, random, onChange: () => neighbour.follow() })
  const neighbour = await startNeighbour({ port: port === 0 ? 0 : port + 1, host, faults })
  const callbacks = createCallbacks({ clock, faults, log, stopping: stop.signal })
  const orders = createOrderBook()
  const deps = {
    clock,
    random,
    faults,
    orders,
    tokens: createTokens(),
    callbacks,
    credit,
    answer,
    stopping: stop.signal,
    neighbourSettled: neighbour.settled,
  }
  const app = buildSandboxServer(deps, log)
  try {
    await app.listen({ port, host })
  } catch (error) {
    await neighbour.close()
    throw error
  }
  const beat = setInterval(() => {
    progress(deps)
    neighbour.follow()
  }, BEAT_MS)

  const taken = portOf(app.server)
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    neighbourUrl: neighbour.url,
    faults,
    async close() {
      clearInterval(beat)
      stop.abort()
      await app.close()
      await callbacks.close()
      await neighbour.close()
    },
  }
}
