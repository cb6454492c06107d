import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Test } from 'tap'

import type { Observation } from '../../src/domain/observation.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { createOwnNetwork } from '../../src/probe/own-network/own-network.ts'
import { runProbe } from '../../src/probe/run-probe.ts'
import { runContext, runnable } from './looking.ts'
import { serveHttp, serveTcp } from './servers.ts'

type Target = 'pay' | 'topUp'

/** Two targets and a neighbour for the canary, each of them breakable; the test owns the time, and may set the clock. */
export async function openNeighbourhood(t: Test) {
  const time = { now: Date.UTC(2026, 2, 2, 4), setBy: 0 }
  const broken = { neighbour: false, pay: false, topUp: false }
  const status = { pay: 200, topUp: 200 }
  const log: string[] = []
  const stretches: { fromAt: number; toAt: number }[] = []
  const canaryLooks: Promise<Observation>[] = []

  const serve = async (name: Target) =>
    runnable('http', {
      url: await serveHttp(t, (request, response) =>
        broken[name] ? request.socket.destroy() : response.writeHead(status[name]).end(),
      ),
    })
  const probes = { pay: await serve('pay'), topUp: await serve('topUp') }
  const port = await serveTcp(t, (socket) => (broken.neighbour ? socket.destroy() : socket.end('hello')))
  const clock = (): number => time.now + time.setBy
  const context = runContext(clock)
  const network = createOwnNetwork({
    canaries: [runnable('tcp', { host: '127.0.0.1', port, answer: { contains: 'hello' } })],
    look(canary) {
      const looking = runProbe(canary, context)
      canaryLooks.push(looking)
      return looking
    },
    clock,
    elapsed: () => time.now,
    log: { warn: (...words: unknown[]) => log.push(String(words.at(-1))), info: () => undefined },
    onUp: async (stretch) => void stretches.push(stretch),
  })

  /** Looks, and waits until the canaries that were asked beside it have told. */
  async function look(name: Target): Promise<Outcome> {
    const { outcome } = await network.judge(probes[name], await runProbe(probes[name], context))
    await Promise.all(canaryLooks)
    await nextTurn()
    return outcome
  }

  return { time, broken, status, log, stretches, network, look, canaryLooks, context, probes }
}
