import t from 'tap'

import { startWallet } from './wallet.ts'

t.test(
  'money that cannot be given back concerns operators: a look that went well is our fault',
  async (t) => {
    const wallet = await startWallet(t)
    wallet.sandbox.faults.add({ endpoint: 'topup.refund', kind: 'error' })
    const finding = await wallet.start()()
    t.equal(finding.outcome, 'probe_fault')
    t.match(
      finding.summary,
      /3 steps went well.*; cleaning up failed, money may be left behind: refund: code/,
    )
    t.ok(finding.creditMs! > 0, 'what was measured stays')
  },
)

t.test('it hides no failure that readers must learn of', async (t) => {
  const wallet = await startWallet(t, 60_000)
  wallet.sandbox.faults.add({ endpoint: 'topup.cancel', kind: 'error' })
  const finding = await wallet.start({ poll: { deadline: '100ms' } })()
  t.equal(finding.outcome, 'pending')
  t.match(finding.summary, /credit: state.*; cleaning up failed, money may be left behind: cancel: code/)
})

t.test('an order that is credited while it is being cancelled is refunded instead', async (t) => {
  const wallet = await startWallet(t, 500)
  wallet.sandbox.faults.add({ endpoint: 'topup.cancel', kind: 'latency', ms: 700 })
  const finding = await wallet.start({ poll: { deadline: '60ms' } })()
  t.equal(finding.outcome, 'pending', finding.summary)
  t.same(
    finding.steps.map(({ name }) => name).filter((name) => name.startsWith('clean up')),
    ['clean up: state', 'clean up: cancel', 'clean up: state', 'clean up: refund'],
  )
  t.same(
    (await wallet.orders()).map(({ state }) => state),
    ['REFUNDED'],
  )
})

t.test('cleaning up ends with its allowance, whatever hangs', async (t) => {
  const wallet = await startWallet(t)
  const look = wallet.start({ cleanUp: { within: '400ms' }, credit: { timeout: '100ms' } })
  wallet.sandbox.faults.add({ endpoint: 'topup.query', kind: 'hang' })
  const began = performance.now()
  const finding = await look()
  t.equal(finding.outcome, 'tech_fail')
  t.match(finding.summary, /money may be left behind: state: DEADLINE/)
  t.ok(performance.now() - began < 2_000)
})

t.test('a script that does not fit an accepted order is our fault, and the order is closed', async (t) => {
  const wallet = await startWallet(t, 60_000)
  const finding = await wallet.start({ create: { extract: { number: { path: '$.not_there' } } } })()
  t.equal(finding.outcome, 'probe_fault')
  t.match(finding.summary, /create: Nothing to call "number" at \$\.not_there/)
  t.same(
    (await wallet.orders()).map(({ state }) => state),
    ['CANCELLED'],
  )
})

t.test('an amount that comes back otherwise is their failure, and the order is closed', async (t) => {
  const wallet = await startWallet(t, 60_000)
  const finding = await wallet.start({ create: { echo: [{ path: '$.amount', equals: '1.0' }] } })()
  t.equal(finding.outcome, 'tech_fail')
  t.match(finding.summary, /create: echo \$\.amount: wanted 1\.0, saw 1\.00/)
  t.same(
    (await wallet.orders()).map(({ state }) => state),
    ['CANCELLED'],
  )
})
