import t from 'tap'

import { sortedHmac } from '../../../src/probe/flow/signing.ts'
import { orderPrefix } from '../../../src/probe/flow/order-number.ts'
import { sweep } from './top-up.ts'
import { orderOf, PROBE_ID, startWallet, type TestWallet } from './wallet.ts'

const MINUTE_MS = 60_000

/** Opens an order as if a process had died before it could close it. */
async function leaveBehind(wallet: TestWallet, number: string): Promise<void> {
  const order = { out_trade_no: number, channel: 'debit_card', amount: '1.00', currency: 'CNY' }
  const sign = sortedHmac(order, { key: 'sandbox-sign-key', field: 'sign' })
  await wallet.request('/v1/topups', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...order, sign }),
  })
}

async function statesOf(wallet: TestWallet): Promise<Record<string, string>> {
  return Object.fromEntries((await wallet.orders()).map(({ out_trade_no, state }) => [out_trade_no, state]))
}

t.test('the first look after a start closes what an earlier process left behind', async (t) => {
  const wallet = await startWallet(t, 60_000)
  const now = Date.now()
  const old = orderOf(now - 11 * MINUTE_MS)
  const young = orderOf(now - 9 * MINUTE_MS)
  const foreign = ['order1', `${orderPrefix(PROBE_ID)}zz`, `${orderPrefix(PROBE_ID)}-0123456`]
  for (const number of [old, young, ...foreign]) await leaveBehind(wallet, number)

  const finding = await wallet.start({ flow: { sweep }, poll: { deadline: '50ms' } })({ startedAt: now })
  t.equal(finding.outcome, 'pending')
  const states = await statesOf(wallet)
  t.equal(states[old], 'CANCELLED')
  t.match(states[young], /CREATED|PENDING/, 'it may belong to a look under way elsewhere')
  for (const number of foreign) t.match(states[number], /CREATED|PENDING/, 'somebody else’s money')
  t.ok(finding.steps.some(({ name }) => name === 'sweep: cancel'))
})

t.test('what was credited meanwhile is given back', async (t) => {
  const wallet = await startWallet(t, 0)
  const now = Date.now()
  const old = orderOf(now - 11 * MINUTE_MS)
  await leaveBehind(wallet, old)
  await wallet.start({ flow: { sweep } })({ startedAt: now })
  t.equal((await statesOf(wallet))[old], 'REFUNDED')
})

t.test('an order that opened after its request was given up is closed once it is old enough', async (t) => {
  const wallet = await startWallet(t, 60_000)
  const rarely = { ...sweep, every: 1_000 }
  const look = wallet.start({
    flow: { sweep: rarely },
    poll: { deadline: '50ms' },
    create: { timeout: '100ms' },
  })
  const startedAt = Date.now()
  // The start itself calls for two sweeps; they are over when the trouble begins.
  await look({ startedAt: startedAt - 30 * MINUTE_MS })
  await look({ startedAt: startedAt - 15 * MINUTE_MS })
  const slow = wallet.sandbox.faults.add({ endpoint: 'topup.create', kind: 'latency', ms: 600 })
  const finding = await look({ startedAt })
  t.match(finding.summary, /asked for the same order: state NONE/)
  wallet.sandbox.faults.heal(slow.id)
  // The wallet opens it now, with nobody waiting for the answer.
  while ((await wallet.orders()).length < 3) await new Promise((resolve) => setTimeout(resolve, 50))

  const number = orderOf(startedAt)
  await look({ startedAt: startedAt + 9 * MINUTE_MS })
  t.match((await statesOf(wallet))[number], /CREATED|PENDING/)
  await look({ startedAt: startedAt + 10 * MINUTE_MS })
  t.equal((await statesOf(wallet))[number], 'CANCELLED')
})

t.test('a sweep that fails makes a look that went well our fault, and no more', async (t) => {
  const wallet = await startWallet(t)
  const broken = { ...sweep, find: [{ ...sweep.find[0]!, url: '/v1/nowhere' }] }
  const finding = await wallet.start({ flow: { sweep: broken } })()
  t.equal(finding.outcome, 'probe_fault')
  t.match(finding.summary, /the sweep for orders left behind failed: open:/)
})
