import t from 'tap'

import { openWallet, placeOrder } from './open-wallet.ts'

void t.test('a fault strikes what it names and nothing else', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'balance' })
  t.match((await wallet.look('/v1/balance')).json, { code: 'SYSTEM_ERROR' })
  t.match((await wallet.look('/v1/bills')).json, { code: 'SUCCESS' })
})

void t.test('the part before a dot names the family', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'topup' })
  t.match((await wallet.look('/v1/topups/quote?channel=voucher')).json, { code: 'SYSTEM_ERROR' })
  t.match((await placeOrder(wallet)).json, { code: 'SYSTEM_ERROR' })
  t.match((await wallet.look('/v1/topups?state=open')).json, { code: 'SYSTEM_ERROR' })
  t.match((await wallet.look('/v1/balance')).json, { code: 'SUCCESS' })
})

void t.test('channel and bank narrow a fault to their top-ups, from quote to refund', async (t) => {
  const wallet = await openWallet(t)
  await placeOrder(wallet)
  await placeOrder(wallet, { out_trade_no: 'T2', bank: 'maple' }, 'key-2')
  await wallet.break({ endpoint: '*', channel: 'debit_card', bank: 'harbour' })
  const codeAt = async (path: string) => (await wallet.look(path)).json['code']
  t.equal(await codeAt('/v1/topups/quote?channel=debit_card&bank=harbour'), 'SYSTEM_ERROR')
  t.equal(await codeAt('/v1/topups/quote?channel=debit_card&bank=maple'), 'SUCCESS')
  t.equal(await codeAt('/v1/topups/quote?channel=online_banking&bank=harbour'), 'SUCCESS')
  t.equal(await codeAt('/v1/topups/T1'), 'SYSTEM_ERROR')
  t.equal(await codeAt('/v1/topups/T2'), 'SUCCESS')
  t.equal(await codeAt('/v1/balance'), 'SUCCESS')
  t.match((await wallet.act('/v1/topups/T1/cancel')).json, { code: 'SYSTEM_ERROR' })
  t.match((await wallet.act('/v1/topups/T2/cancel')).json, { code: 'SUCCESS' })
  t.match((await placeOrder(wallet, { out_trade_no: 'T3' }, 'key-3')).json, { code: 'SYSTEM_ERROR' })
})

void t.test('rate strikes that share of requests', async (t) => {
  const dice = [0.29, 0.3, 0.31, 0]
  let rolled = 0
  const wallet = await openWallet(t, { random: () => dice[rolled++ % dice.length] ?? 0 })
  await wallet.break({ endpoint: 'balance', rate: 0.3 })
  const codes = []
  for (const _ of dice) codes.push((await wallet.look('/v1/balance')).json['code'])
  t.same(codes, ['SYSTEM_ERROR', 'SUCCESS', 'SUCCESS', 'SYSTEM_ERROR'])
})

void t.test('the newest of several faults decides, and healing it brings back the one before', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: '*', kind: 'error' })
  const { json } = await wallet.break({ endpoint: 'balance', kind: 'decline' })
  t.match((await wallet.look('/v1/balance')).json, { code: 'RISK_REJECTED' })
  t.match(await wallet.send('DELETE', `/_faults/${String(json['id'])}`), { status: 200, json: { healed: 1 } })
  t.match((await wallet.look('/v1/balance')).json, { code: 'SYSTEM_ERROR' })
})

void t.test('forMs heals by itself', async (t) => {
  const wallet = await openWallet(t)
  const { json } = await wallet.break({ endpoint: 'balance', forMs: 30_000 })
  t.equal(json['endsAt'], wallet.time.now + 30_000)
  wallet.time.now += 29_999
  t.match((await wallet.look('/v1/balance')).json, { code: 'SYSTEM_ERROR' })
  wallet.time.now += 1
  t.match((await wallet.look('/v1/balance')).json, { code: 'SUCCESS' })
  t.match((await wallet.send('GET', '/_faults')).json, { faults: [] })
})

void t.test('the faults themselves stay within reach when everything is broken', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: '*', kind: 'hang' })
  await wallet.break({ endpoint: '*', kind: 'reset' })
  t.match(await wallet.send('GET', '/_faults'), {
    status: 200,
    json: { faults: [{ endpoint: '*', kind: 'hang' }, { kind: 'reset' }] },
  })
  t.match(await wallet.send('DELETE', '/_faults'), { status: 200, json: { healed: 2 } })
  t.match((await wallet.look('/v1/balance')).json, { code: 'SUCCESS' })
})
