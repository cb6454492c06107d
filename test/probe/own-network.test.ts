import t from 'tap'

import { createOwnNetwork } from '../../src/probe/own-network/own-network.ts'
import { runProbe } from '../../src/probe/run-probe.ts'
import { openNeighbourhood } from './neighbourhood.ts'

const SECOND = 1_000

t.test('a target that fails while the canary answers has failed', async (t) => {
  const { broken, look, log, time } = await openNeighbourhood(t)
  broken.pay = true
  t.equal(await look('pay'), 'tech_fail')
  time.now += SECOND
  t.equal(await look('topUp'), 'ok')
  t.strictSame(log, [])
})

t.test('when everything fails and so does the canary, it is our own network', async (t) => {
  const { time, broken, look, log, stretches, network, probes, context } = await openNeighbourhood(t)
  t.equal(await look('pay'), 'ok')
  time.now += 40 * SECOND
  Object.assign(broken, { pay: true, topUp: true, neighbour: true })
  const fromAt = time.now
  t.equal(await look('pay'), 'probe_fault')
  time.now += 5 * SECOND
  const observation = await network.judge(probes.topUp, await runProbe(probes.topUp, context))
  t.match(observation, {
    outcome: 'probe_fault',
    explanation: { summary: /^our own network is down, no canary answers: (ECONNRESET|UND_ERR_SOCKET)/ },
  })
  t.equal(observation.explanation?.steps.length, 1, 'what was seen is kept')
  t.equal(log.length, 1, 'one line for the episode')

  time.now += 60 * SECOND
  Object.assign(broken, { pay: false, topUp: false, neighbour: false })
  t.equal(await look('pay'), 'ok')
  t.strictSame(stretches, [{ fromAt, toAt: time.now }])
  t.equal(log.length, 1, 'a network that came back discredits no canary')

  time.now += 40 * SECOND
  Object.assign(broken, { pay: true, topUp: true, neighbour: true })
  t.equal(await look('pay'), 'probe_fault', 'the next episode is told from an outage as well')
  t.equal(log.length, 2)
})

t.test('a canary that answers again ends the episode, even if the target does not', async (t) => {
  const { time, broken, look, stretches } = await openNeighbourhood(t)
  Object.assign(broken, { pay: true, neighbour: true })
  const fromAt = time.now
  t.equal(await look('pay'), 'probe_fault')
  broken.neighbour = false
  time.now += 5 * SECOND
  t.equal(await look('pay'), 'tech_fail')
  t.strictSame(stretches, [{ fromAt, toAt: time.now }])
})

t.test('a target that answers, be it an error, proves that the network works', async (t) => {
  const { time, broken, status, look, log } = await openNeighbourhood(t)
  Object.assign(broken, { pay: true, neighbour: true })
  t.equal(await look('pay'), 'probe_fault')
  status.topUp = 500
  time.now += SECOND
  t.equal(await look('topUp'), 'tech_fail')
  time.now += 5 * SECOND
  t.equal(await look('pay'), 'tech_fail', 'the canary is discredited')
  time.now += 31 * SECOND
  await look('topUp')
  t.match(log.at(-1), /the canaries prove nothing/)
})

t.test(
  'an answer that was asked for before the network went proves nothing when it comes late',
  async (t) => {
    const { time, broken, look, network, probes, context } = await openNeighbourhood(t)
    t.equal(await look('pay'), 'ok')
    time.now += 40 * SECOND
    const beganAt = time.now
    const late = await runProbe(probes.pay, context)
    time.now += SECOND
    Object.assign(broken, { pay: true, topUp: true, neighbour: true })
    t.equal(await look('topUp'), 'probe_fault')
    await network.judge(probes.pay, late, beganAt)
    time.now += SECOND
    t.equal(await look('topUp'), 'probe_fault', 'the canary keeps its credit')
  },
)

t.test('a canary broken for good never hides an outage', async (t) => {
  const { time, broken, look, log } = await openNeighbourhood(t)
  broken.neighbour = true
  t.equal(await look('pay'), 'ok', 'this look finds the canary broken')
  t.equal(log.length, 1)
  for (let minute = 0; minute < 10; minute += 1) {
    time.now += 60 * SECOND
    await look('topUp')
  }
  t.equal(log.length, 1, 'operators hear it once')
  Object.assign(broken, { pay: true, topUp: true })
  time.now += 60 * SECOND
  t.equal(await look('pay'), 'tech_fail')
  t.equal(await look('topUp'), 'tech_fail')
})

t.test('a discredited canary that answers again is trusted again', async (t) => {
  const { time, broken, look } = await openNeighbourhood(t)
  broken.neighbour = true
  await look('pay')
  broken.neighbour = false
  time.now += 31 * SECOND
  await look('pay')
  time.now += 31 * SECOND
  Object.assign(broken, { pay: true, topUp: true, neighbour: true })
  t.equal(await look('topUp'), 'probe_fault')
})

t.test('a clock that is set back blames no target for our own network', async (t) => {
  const { time, broken, look, stretches } = await openNeighbourhood(t)
  t.equal(await look('pay'), 'ok')
  time.now += SECOND
  time.setBy = -3_600_000
  Object.assign(broken, { pay: true, topUp: true, neighbour: true })
  const fromAt = time.now + time.setBy
  t.equal(await look('pay'), 'probe_fault')
  time.setBy *= 2
  Object.assign(broken, { pay: false, topUp: false, neighbour: false })
  await look('pay')
  t.strictSame(stretches, [{ fromAt, toAt: fromAt }], 'no stretch ends before it begins')
})

t.test('many looks that fail together share one look at the canaries', async (t) => {
  const { broken, look, canaryLooks } = await openNeighbourhood(t)
  broken.pay = true
  await Promise.all(Array.from({ length: 20 }, () => look('pay')))
  t.equal(canaryLooks.length, 1)
})

t.test('without canaries every failure is the target’s', async (t) => {
  const { broken, probes, context } = await openNeighbourhood(t)
  const network = createOwnNetwork({
    canaries: [],
    look: (canary) => runProbe(canary, context),
    clock: context.clock,
    log: { warn: () => t.fail(), info: () => t.fail() },
  })
  broken.pay = true
  const observation = await runProbe(probes.pay, context)
  t.equal((await network.judge(probes.pay, observation)).outcome, 'tech_fail')
})
