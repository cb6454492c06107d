import t from 'tap'

import type { Outcome } from '../../../src/domain/outcome.ts'
import type { FaultKind } from '../../../src/sandbox/faults/fault.ts'
import { orderOf, startWallet } from './wallet.ts'

interface Case {
  readonly kind: FaultKind
  readonly outcome: Outcome
  /** What stands in the wallet's books afterwards. */
  readonly left: readonly string[]
  /** Whether nobody could know, so that the same order had to be asked for. */
  readonly unclear: boolean
}

const CASES: readonly Case[] = [
  { kind: 'error', outcome: 'tech_fail', left: [], unclear: true },
  { kind: 'hang', outcome: 'tech_fail', left: [], unclear: true },
  { kind: 'reset', outcome: 'tech_fail', left: [], unclear: true },
  { kind: 'decline', outcome: 'business_decline', left: [], unclear: false },
  { kind: 'throttle', outcome: 'throttled', left: [], unclear: false },
  { kind: 'maintenance', outcome: 'maintenance', left: [], unclear: false },
  { kind: 'expired_token', outcome: 'probe_fault', left: [], unclear: false },
  { kind: 'bad_signature', outcome: 'tech_fail', left: ['CANCELLED'], unclear: true },
  { kind: 'pending', outcome: 'pending', left: ['CANCELLED'], unclear: false },
]

for (const { kind, outcome, left, unclear } of CASES) {
  t.test(`creating an order meets ${kind}: ${outcome}, at most one order, nothing left open`, async (t) => {
    const wallet = await startWallet(t, 1_000)
    wallet.sandbox.faults.add({ endpoint: 'topup.create', kind })
    const startedAt = Date.now()
    const finding = await wallet.start({ poll: { deadline: '300ms' } })({ startedAt })

    t.equal(finding.outcome, outcome, finding.summary)
    t.equal(finding.creditMs, undefined)
    t.same(
      await wallet.orders(),
      left.map((state) => ({ out_trade_no: orderOf(startedAt), state })),
    )
    const sent = finding.steps.filter(({ sent }) => sent?.endsWith('/v1/topups'))
    t.equal(sent.length, 1, 'an order is asked for once')
    const asked = finding.steps.filter(({ name }) => name === 'unclear: look for it')
    t.equal(asked.length, unclear ? 1 : 0)
    if (unclear) t.match(finding.summary, /asked for the same order: state (NONE|CREATED)/)
  })
}

t.test(
  'an answer nobody expected leaves it unclear: the very order that was sent is asked for',
  async (t) => {
    const wallet = await startWallet(t)
    const startedAt = Date.now()
    const finding = await wallet.start({ create: { expect: { status: 204 } } })({ startedAt })
    t.equal(finding.outcome, 'tech_fail')
    const asked = finding.steps.find(({ name }) => name === 'unclear: look for it')
    t.match(asked?.sent, new RegExp(`${orderOf(startedAt)}$`))
    t.equal((await wallet.orders()).length, 1)
    t.match((await wallet.orders())[0]?.state, /CANCELLED|REFUNDED/)
  },
)

t.test('a fault before the order leaves nothing to clean up', async (t) => {
  const wallet = await startWallet(t)
  wallet.sandbox.faults.add({ endpoint: 'topup.quote', kind: 'error' })
  const finding = await wallet.start()()
  t.equal(finding.outcome, 'tech_fail')
  t.same(
    finding.steps.map(({ name }) => name),
    ['token', 'quote'],
  )
  t.same(await wallet.orders(), [])
})
