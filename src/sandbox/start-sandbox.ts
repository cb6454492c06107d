import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createCallbacks } from './topup/callbacks.ts'
import type { UsualTime } from './deps.ts'
import { createFaultBook, type FaultBook } from './faults/faults.ts'
import { createLatest } from './latest.ts'
import type { Mail } from './mailbox/mail.ts'
import { startMailServer } from './mailbox/mail-server.ts'
import { startNeighbour } from './neighbour.ts'
import { createOrderBook } from './topup/orders.ts'
import { MOST_KEPT } from './pages.ts'
import { portOf } from './port-of.ts'
import type { Received } from './room/received.ts'
import { progress } from './topup/progress.ts'
import { buildSandboxServer } from './server.ts'
import { createTokens } from './tokens.ts'

/** How often orders move on and the neighbour looks whether a fault has run out, ms. */
const BEAT_MS = 100

const USUAL_CREDIT: UsualTime = { meanMs: 1_500, spreadMs: 500 }
const AT_ONCE: UsualTime = { meanMs: 0, spreadMs: 0 }

interface Options {
  /** 0 takes free ports for all three; otherwise the neighbour takes the next one and the mail server the one after. */
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
  /** Takes mails and delivers none, for SMTP_URL; they are shown at `/mailbox`. */
  readonly smtpUrl: string
  readonly faults: FaultBook
  close(): Promise<void>
}

/** Starts the pretend wallet, its neighbour and its mail server; rejects where a port is taken. */
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
  await using started = new AsyncDisposableStack()
  const faults = createFaultBook({ clock, random, onChange: () => neighbour.follow() })
  const neighbour = await startNeighbour({ port: port === 0 ? 0 : port + 1, host, faults })
  started.defer(() => neighbour.close())
  const mails = createLatest<Mail>(MOST_KEPT)
  const mailServer = await startMailServer({
    port: port === 0 ? 0 : port + 2,
    host,
    clock,
    take: (mail) => mails.keep(mail),
  })
  started.defer(() => mailServer.close())
  const stop = new AbortController()
  const callbacks = createCallbacks({ clock, faults, log, stopping: stop.signal })
  started.defer(() => callbacks.close())
  const deps = {
    clock,
    random,
    faults,
    orders: createOrderBook(),
    tokens: createTokens(),
    callbacks,
    mails,
    received: createLatest<Received>(MOST_KEPT),
    credit,
    answer,
    stopping: stop.signal,
    neighbourSettled: neighbour.settled,
  }
  const app = buildSandboxServer(deps, log)
  started.defer(() => app.close())
  await app.listen({ port, host })
  started.defer(() => stop.abort())
  const beat = setInterval(() => {
    progress(deps)
    neighbour.follow()
  }, BEAT_MS)
  started.defer(() => clearInterval(beat))

  const taken = portOf(app.server)
  const running = started.move()
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    neighbourUrl: neighbour.url,
    smtpUrl: mailServer.url,
    faults,
    close: () => running.disposeAsync(),
  }
}
