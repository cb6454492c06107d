import t from 'tap'
import { Value } from 'typebox/value'

import { systemClock, type Clock } from '../../../src/lib/clock.ts'
import { flowOptions } from '../../../src/probe/flow/options.ts'
import { createRunContext, runProbe } from '../../../src/probe/run-probe.ts'
import type { RunnableProbe } from '../../../src/probe/runnable-probe.ts'
import { sampleProbe } from '../../support/sample-probe.ts'
import { topUp, type Changes } from './top-up.ts'
import { PROBE_ID, startWallet } from './wallet.ts'

function probe(base: string, timeoutMs: number, changes?: Changes): RunnableProbe {
  return {
    ...sampleProbe({ id: PROBE_ID, componentId: 'debit-card', timeoutMs }),
    kind: 'flow',
    options: Value.Decode(flowOptions, topUp(base, changes)),
  }
}

function context(clock: Clock = systemClock) {
  return createRunContext({ clock, place: 'here', lastBeat: async () => undefined })
}

t.test('no secret stands in an explanation, sent or seen', async (t) => {
  const wallet = await startWallet(t)
  const observation = await runProbe(
    probe(wallet.sandbox.url, 10_000, {
      flow: { secrets: { card: 'card-token-4711' } },
      quote: {
        query: { bank: 'harbour', amount: '1.00', card: '{{card}}' },
        expect: { json: [{ path: '$.channel', equals: 'card-token-4711' }] },
      },
    }),
    context(),
  )
  t.equal(observation.outcome, 'tech_fail')
  const told = JSON.stringify(observation)
  t.match(told, /\*\*\*/)
  for (const secret of ['card-token-4711', 'sandbox-sign-key', 'sandbox-secret', 'Bearer'])
    t.notMatch(told, secret)
})

t.test('at the time-out the frame waits for the clean-up and takes the word of the flow', async (t) => {
  const wallet = await startWallet(t, 60_000)
  const observation = await runProbe(probe(wallet.sandbox.url, 400), context())
  t.equal(observation.outcome, 'pending')
  t.equal(observation.explanation?.steps.at(-1)?.name, 'clean up: cancel')
  t.same(
    (await wallet.orders()).map(({ state }) => state),
    ['CANCELLED'],
  )
})

t.test('latency and time-to-credit reach the observation', async (t) => {
  const wallet = await startWallet(t, 300)
  const { outcome, latencyMs, creditMs } = await runProbe(probe(wallet.sandbox.url, 10_000), context())
  t.equal(outcome, 'ok')
  t.ok(creditMs! >= 200 && creditMs! < 800, `credited after ${creditMs} ms`)
  t.ok(latencyMs! < 300)
})

for (const [way, hours] of [
  ['back', -1],
  ['forward', 1],
] as const) {
  t.test(`time-to-credit is measured right while the clock of the machine is set ${way}`, async (t) => {
    const wallet = await startWallet(t, 300)
    let shifted = 0
    const leaping: Clock = () => systemClock() + hours * 3_600_000 * shifted++
    const { outcome, creditMs } = await runProbe(probe(wallet.sandbox.url, 10_000), context(leaping))
    t.equal(outcome, 'ok')
    t.ok(creditMs! >= 200 && creditMs! < 800, `credited after ${creditMs} ms`)
  })
}
