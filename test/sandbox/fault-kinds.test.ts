import t from 'tap'

import { harbourOrder, openWallet, partnerSignature, placeOrder, signed } from './open-wallet.ts'

void t.test('error is a system error with HTTP 200, and HTTP 500 from the token endpoint', async (t) => {
  const wallet = await openWallet(t)
  t.match(await wallet.break({ endpoint: '*', kind: 'error' }), { status: 201, json: { id: /^f\d+$/ } })
  t.match(await wallet.look('/v1/balance'), { status: 200, json: { code: 'SYSTEM_ERROR' } })
  t.match(await placeOrder(wallet), { status: 200, json: { code: 'SYSTEM_ERROR' } })
  t.match(await wallet.login(), { status: 500, json: { code: 'SYSTEM_ERROR' } })
  await wallet.send('DELETE', '/_faults')
  t.match((await wallet.look('/v1/topups/T1')).json, { code: 'ORDER_NOT_FOUND' }, 'no order was opened')
})

void t.test('latency answers as always, but late', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'balance', kind: 'latency', ms: 120 })
  const before = performance.now()
  t.match((await wallet.look('/v1/balance')).json, { code: 'SUCCESS', balance: '123.45' })
  t.ok(performance.now() - before >= 115)
})

void t.test('an order whose answer comes too late is there all the same', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'topup.create', kind: 'latency', ms: 150 })
  const impatient = AbortSignal.timeout(40)
  const headers = { authorization: `Bearer ${String((await wallet.login()).json['access_token'])}` }
  const asked = wallet.send('POST', '/v1/topups', { body: signed(harbourOrder), headers, signal: impatient })
  await t.rejects(asked, { name: 'TimeoutError' })
  await wallet.break({ endpoint: 'topup.query', kind: 'latency', ms: 200 })
  t.match((await wallet.look('/v1/topups?state=open')).json, { total: 1 })
})

void t.test(
  'hang gives no answer until the caller leaves, and does not keep the sandbox from closing',
  async (t) => {
    const wallet = await openWallet(t)
    await wallet.break({ endpoint: 'balance', kind: 'hang' })
    await t.rejects(wallet.look('/v1/balance', AbortSignal.timeout(80)), { name: 'TimeoutError' })
    const cut = t.rejects(wallet.look('/v1/balance'), { code: /UND_ERR_SOCKET|ECONNRESET/ })
    t.match((await wallet.look('/v1/bills')).json, { code: 'SUCCESS' }, 'others are answered meanwhile')
    await wallet.sandbox.close()
    await cut
  },
)

void t.test('reset cuts the connection', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'balance', kind: 'reset' })
  await t.rejects(wallet.look('/v1/balance'), { code: 'ECONNRESET' })
})

void t.test('decline refuses in terms that fit the endpoint', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: '*', kind: 'decline' })
  t.match(await wallet.act('/v1/payments'), { status: 200, json: { code: 'BALANCE_NOT_ENOUGH' } })
  t.match(await wallet.act('/v1/sign-ins'), { status: 200, json: { code: 'RISK_REJECTED' } })
  t.match(await placeOrder(wallet), { status: 200, json: { code: 'LIMIT_EXCEEDED' } })
})

void t.test('pending keeps orders from being credited until it heals', async (t) => {
  const wallet = await openWallet(t)
  const { json: fault } = await wallet.break({ endpoint: 'topup', kind: 'pending' })
  t.match((await placeOrder(wallet)).json, { code: 'SUCCESS', state: 'CREATED' })
  wallet.time.now += 60_000
  t.match((await wallet.look('/v1/topups/T1')).json, { code: 'SUCCESS', state: 'PENDING' })
  t.match((await wallet.look('/v1/topups/quote?channel=voucher')).json, { code: 'SUCCESS' })
  await wallet.send('DELETE', `/_faults/${String(fault['id'])}`)
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'SUCCESS', credited_at: wallet.time.now })
})

void t.test('a pending order can be cancelled while the fault lasts', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'topup.query', kind: 'pending' })
  await placeOrder(wallet)
  wallet.time.now += 60_000
  t.match((await wallet.act('/v1/topups/T1/cancel')).json, { code: 'SUCCESS', state: 'CANCELLED' })
})

void t.test('a share of orders can be kept pending, and each order is rolled once', async (t) => {
  // Rolled for: the answer, the creation, the query; then the time-to-credit.
  const dice = [0.9, 0.9, 0.1, 0.5, 0.9, 0.1, 0.9, 0.5]
  const wallet = await openWallet(t, { random: () => dice.shift() ?? 0.9 })
  await wallet.break({ endpoint: 'topup', kind: 'pending', rate: 0.5 })
  await placeOrder(wallet)
  await placeOrder(wallet, { out_trade_no: 'T2' }, 'key-2')
  wallet.time.now += 2_000
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'SUCCESS' })
  t.match((await wallet.look('/v1/topups/T2')).json, { state: 'PENDING' })
})

void t.test('pending makes other endpoints say PROCESSING', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'transfer', kind: 'pending' })
  t.match(await wallet.act('/v1/transfers'), { status: 200, json: { code: 'PROCESSING', state: 'PENDING' } })
})

void t.test('throttle, maintenance and expired_token say so', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'balance', kind: 'throttle' })
  t.match(await wallet.look('/v1/balance'), {
    status: 429,
    headers: { 'retry-after': '5' },
    json: { code: 'FREQUENCY_LIMITED' },
  })
  await wallet.break({ endpoint: 'bills', kind: 'maintenance' })
  t.match(await wallet.look('/v1/bills'), { status: 200, json: { code: 'SERVICE_MAINTENANCE' } })
  await wallet.break({ endpoint: 'transfer', kind: 'expired_token' })
  t.match(await wallet.act('/v1/transfers'), { status: 401, json: { code: 'TOKEN_EXPIRED' } })
})

void t.test('bad_signature answers as always with a signature that does not fit', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'topup.quote', kind: 'bad_signature', channel: 'debit_card' })
  const { json } = await wallet.look('/v1/topups/quote?channel=debit_card')
  t.match(json, { code: 'SUCCESS', sign: /^[0-9A-F]{64}$/ })
  t.not(json['sign'], partnerSignature(json))
  const other = await wallet.look('/v1/topups/quote?channel=voucher')
  t.equal(other.json['sign'], partnerSignature(other.json))
})
