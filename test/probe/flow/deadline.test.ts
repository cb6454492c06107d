import t from 'tap'

import { DeadlinePassed } from '../../../src/probe/deadline.ts'
import { startWallet } from './wallet.ts'

t.test(
  'the deadline while the money is on its way: pending, and the order is cancelled after it',
  async (t) => {
    const wallet = await startWallet(t, 60_000)
    const finding = await wallet.start()({ timeoutMs: 400 })
    t.equal(finding.outcome, 'pending', finding.summary)
    t.match(finding.summary, /credit: state \$\.state: wanted SUCCESS, saw (CREATED|PENDING)/)
    t.same(
      (await wallet.orders()).map(({ state }) => state),
      ['CANCELLED'],
    )
  },
)

t.test('the deadline while an order is being created: it is still asked for and cleaned up', async (t) => {
  const wallet = await startWallet(t, 60_000)
  wallet.sandbox.faults.add({ endpoint: 'topup.create', kind: 'hang' })
  const finding = await wallet.start({ create: { timeout: '30s' } })({ timeoutMs: 300 })
  t.equal(finding.outcome, 'tech_fail', finding.summary)
  t.same(
    finding.steps.map(({ name, outcome }) => `${name} ${outcome}`),
    ['token ok', 'quote ok', 'create tech_fail', 'unclear: look for it ok', 'clean up: state ok'],
  )
})

t.test('a look that is broken off before it began sends nothing', async (t) => {
  const wallet = await startWallet(t)
  const finding = await wallet.start()({ signal: AbortSignal.abort(new DeadlinePassed(1)) })
  t.equal(finding.outcome, 'tech_fail')
  t.same(await wallet.orders(), [])
})

t.test('a step has a time of its own', async (t) => {
  const wallet = await startWallet(t)
  wallet.sandbox.faults.add({ endpoint: 'topup.quote', kind: 'hang' })
  const finding = await wallet.start({ quote: { timeout: '100ms' } })()
  t.equal(finding.outcome, 'tech_fail')
  t.match(finding.summary, /quote: DEADLINE while waiting for the first byte: no answer within 100 ms/)
})

t.test('one status that got lost is forgiven, two running are a failure', async (t) => {
  const wallet = await startWallet(t, 700)
  wallet.sandbox.faults.add({ endpoint: 'topup.query', kind: 'hang', forMs: 200 })
  const forgiven = await wallet.start()()
  t.equal(forgiven.outcome, 'ok', forgiven.summary)

  wallet.sandbox.faults.add({ endpoint: 'topup.query', kind: 'error', forMs: 600 })
  const failed = await wallet.start()()
  t.equal(failed.outcome, 'tech_fail')
  t.match(failed.summary, /credit: code \$\.code: wanted SUCCESS, saw SYSTEM_ERROR/)
  t.notOk((await wallet.orders()).some(({ state }) => state !== 'REFUNDED' && state !== 'CANCELLED'))
})
