import t from 'tap'

import { createOrderBook } from '../../src/sandbox/topup/orders.ts'
import { openWallet, placeOrder } from './open-wallet.ts'

void t.test('an order goes from CREATED by PENDING to SUCCESS in its time-to-credit', async (t) => {
  const wallet = await openWallet(t)
  const { json } = await placeOrder(wallet)
  t.match(json, { code: 'SUCCESS', out_trade_no: 'T1', state: 'CREATED', amount: '1.00', currency: 'CNY' })
  t.match(json['order_no'], /^\d{20}$/)

  wallet.time.now += 400
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'PENDING', amount: '1.00' })
  wallet.time.now += 1_099
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'PENDING' })
  wallet.time.now += 1
  t.match((await wallet.look('/v1/topups/T1')).json, {
    state: 'SUCCESS',
    order_no: json['order_no'],
    credited_at: wallet.time.now,
  })
})

void t.test('the time-to-credit spreads around its mean', async (t) => {
  const early = await openWallet(t, { random: () => 0 })
  await placeOrder(early)
  early.time.now += 1_000
  t.match((await early.look('/v1/topups/T1')).json, { state: 'SUCCESS' })

  const late = await openWallet(t, { random: () => 0.999 })
  await placeOrder(late)
  late.time.now += 1_990
  t.match((await late.look('/v1/topups/T1')).json, { state: 'PENDING' })
})

void t.test('the same key or the same number never opens a second order', async (t) => {
  const wallet = await openWallet(t)
  const first = await placeOrder(wallet)
  const sameKey = await placeOrder(wallet)
  const otherKey = await placeOrder(wallet, {}, 'key-2')
  t.same(sameKey.json, first.json)
  t.same(otherKey.json, first.json)
  wallet.time.now += 5_000
  const afterwards = await placeOrder(wallet)
  t.match(
    afterwards.json,
    { state: 'SUCCESS', order_no: first.json['order_no'] },
    'it tells the state by now',
  )
})

void t.test('a different body under one key or one number is refused', async (t) => {
  const wallet = await openWallet(t)
  await placeOrder(wallet)
  t.match((await placeOrder(wallet, { out_trade_no: 'T2' })).json, {
    code: 'INVALID_PARAMETER',
    message: /Idempotency-Key "key-1" was used for a different order/,
  })
  t.match((await placeOrder(wallet, { amount: '2.00' }, 'key-2')).json, {
    code: 'INVALID_PARAMETER',
    message: /out_trade_no "T1" belongs to a different order/,
  })
  t.match((await wallet.look('/v1/topups?state=open')).json, { total: 1 })
})

void t.test('an open order can be cancelled, also twice, and is never credited', async (t) => {
  const wallet = await openWallet(t)
  await placeOrder(wallet)
  t.match((await wallet.act('/v1/topups/T1/refund')).json, { code: 'INVALID_PARAMETER', state: 'CREATED' })
  t.match((await wallet.act('/v1/topups/T1/cancel')).json, { code: 'SUCCESS', state: 'CANCELLED' })
  t.match((await wallet.act('/v1/topups/T1/cancel')).json, { code: 'SUCCESS', state: 'CANCELLED' })
  wallet.time.now += 60_000
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'CANCELLED' })
  t.match((await wallet.act('/v1/topups/T9/cancel')).json, { code: 'ORDER_NOT_FOUND' })
})

void t.test('a credited order can be refunded, also twice, and no longer cancelled', async (t) => {
  const wallet = await openWallet(t)
  await placeOrder(wallet)
  wallet.time.now += 2_000
  t.match((await wallet.act('/v1/topups/T1/cancel')).json, { code: 'INVALID_PARAMETER', state: 'SUCCESS' })
  t.match((await wallet.act('/v1/topups/T1/refund')).json, { code: 'SUCCESS', state: 'REFUNDED' })
  t.match((await wallet.act('/v1/topups/T1/refund')).json, { code: 'SUCCESS', state: 'REFUNDED' })
})

void t.test('open orders can be listed by the beginning of their number', async (t) => {
  const wallet = await openWallet(t)
  await placeOrder(wallet, { out_trade_no: 'probe-1' }, 'a')
  await placeOrder(wallet, { out_trade_no: 'probe-2' }, 'b')
  await placeOrder(wallet, { out_trade_no: 'shop-1' }, 'c')
  await wallet.act('/v1/topups/probe-1/cancel')
  const { json } = await wallet.look('/v1/topups?state=open&prefix=probe-')
  t.match(json, { total: 1, items: [{ out_trade_no: 'probe-2', state: 'CREATED' }] })
  t.match((await wallet.look('/v1/topups?state=CANCELLED')).json, { items: [{ out_trade_no: 'probe-1' }] })
  t.match((await wallet.look('/v1/topups?state=lost')).json, { code: 'INVALID_PARAMETER' })
})

void t.test('what does not fit a channel is refused by name', async (t) => {
  const wallet = await openWallet(t)
  const codeOf = async (changes: Record<string, unknown>) =>
    (await placeOrder(wallet, changes, JSON.stringify(changes))).json['code']
  t.equal(await codeOf({ channel: 'credit_card', bank: '' }), 'CHANNEL_NOT_OFFERED')
  t.equal(await codeOf({ amount: '0.01' }), 'LIMIT_EXCEEDED')
  t.equal(await codeOf({ amount: '5000.01' }), 'LIMIT_EXCEEDED')
  t.equal(await codeOf({ amount: '1.0' }), 'INVALID_PARAMETER')
  t.equal(await codeOf({ channel: 'voucher' }), 'INVALID_PARAMETER', 'vouchers have no banks')
  t.equal(await codeOf({ bank: 'nowhere' }), 'INVALID_PARAMETER')
  t.equal(await codeOf({ notify_url: 'http://192.0.2.1/notify' }), 'INVALID_PARAMETER')
  t.match((await wallet.look('/v1/topups?state=open')).json, { total: 0 })
})

void t.test('the oldest orders give way, so that a sandbox can run for weeks', async (t) => {
  const book = createOrderBook()
  for (let number = 0; number <= 10_000; number += 1) {
    book.place({
      request: { outTradeNo: `T${number}`, channel: 'voucher', amount: '1.00' },
      creditMs: 1_500,
      heldBy: [],
      now: 0,
    })
  }
  t.equal(book.find('T0'), undefined)
  t.ok(book.find('T1'))
  t.equal(book.advance(1_500, () => false).length, 10_000)
})
