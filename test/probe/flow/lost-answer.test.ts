import t from 'tap'

import { startLossyProxy, type Loss } from './lossy-proxy.ts'
import { orderOf, startWallet } from './wallet.ts'

for (const loss of ['bad gateway', 'cut', 'silence'] as const satisfies Loss[]) {
  t.test(`an order whose answer was lost (${loss}) is found again, never doubled, and closed`, async (t) => {
    const wallet = await startWallet(t, 2_000)
    const proxy = await startLossyProxy(t, wallet.sandbox.url)
    proxy.lose(loss)
    const startedAt = Date.now()
    const finding = await wallet.start({ flow: { base: proxy.url } })({ startedAt })

    t.equal(finding.outcome, 'tech_fail', 'a customer would have met an error')
    t.match(finding.summary, /asked for the same order: state (CREATED|PENDING)/)
    t.equal(finding.creditMs, undefined, 'nobody knows when it was accepted')
    t.equal(proxy.creations(), 1)
    t.same(await wallet.orders(), [{ out_trade_no: orderOf(startedAt), state: 'CANCELLED' }])
  })
}

t.test('an order that was credited although its answer was lost is given back', async (t) => {
  const wallet = await startWallet(t, 50)
  const proxy = await startLossyProxy(t, wallet.sandbox.url)
  proxy.lose('silence')
  const finding = await wallet.start({ flow: { base: proxy.url } })()
  t.equal(finding.outcome, 'tech_fail')
  t.equal(proxy.creations(), 1)
  t.same(
    (await wallet.orders()).map(({ state }) => state),
    ['REFUNDED'],
  )
})
