import t from 'tap'

import { openWallet } from './open-wallet.ts'

void t.test('a fault that makes no sense is refused with what would', async (t) => {
  const wallet = await openWallet(t)
  const cases: [unknown, RegExp][] = [
    [{ endpoint: 'topup.creat' }, /endpoint must be one of: \*, topup, token, .*topup\.create.*network/],
    [{ endpoint: '*', kind: 'explode' }, /kind must be one of: error, latency, hang, .*bad_signature/],
    [{ kind: 'error' }, /endpoint is missing; it must be one of: \*/],
    [{ endpoint: 'topup', channel: 'cheque' }, /channel must be one of: debit_card, .*auto_topup/],
    [{ endpoint: 'topup', bank: 'nowhere' }, /bank must be one of: harbour, .*plain/],
    [{ endpoint: '*', rate: 1.5 }, /rate must be <= 1/],
    [{ endpoint: '*', ms: -1 }, /ms must be >= 0/],
    [{ endpoint: '*', forMs: 0 }, /forMs must be >= 1/],
    [{ endpoint: '*', for: '30s' }, /Unknown: for\. Known: .*forMs/],
    [[], /must be a JSON object|endpoint is missing/],
    ['broken', /must be a JSON object/],
    [{ endpoint: 'balance', channel: 'debit_card' }, /go with top-ups/],
    [{ endpoint: 'token', kind: 'pending' }, /Nothing stays pending at token/],
    [{ endpoint: 'balance', kind: 'bad_signature' }, /carry no signature/],
    [
      { endpoint: 'network', kind: 'decline' },
      /kind for network must be one of: error, reset, hang, latency/,
    ],
    [{ endpoint: 'network', rate: 0.5 }, /rate goes with hang or latency/],
  ]
  for (const [fault, message] of cases) {
    const answer = await wallet.send('POST', '/_faults', { body: fault })
    t.match(answer, { status: 400, json: { message } }, JSON.stringify(fault))
  }
  t.match((await wallet.send('GET', '/_faults')).json, { faults: [] })
})

void t.test('several mistakes are named at once', async (t) => {
  const wallet = await openWallet(t)
  const { json } = await wallet.break({ endpoint: 'x', kind: 'y', rate: 2 })
  t.match(json['message'], /endpoint must be.*kind must be.*rate must be/)
})

void t.test('healing what is not broken says what is', async (t) => {
  const wallet = await openWallet(t)
  t.match(await wallet.send('DELETE', '/_faults/f9'), { status: 404, json: { message: /Nothing is broken/ } })
  await wallet.break({ endpoint: '*' })
  t.match(await wallet.send('DELETE', '/_faults/f9'), { status: 404, json: { message: /In force: f1/ } })
})

void t.test('faults are bounded in number', async (t) => {
  const { sandbox } = await openWallet(t)
  for (let number = 0; number < 100; number += 1) sandbox.faults.add({ endpoint: 'chat' })
  t.throws(() => sandbox.faults.add({ endpoint: 'chat' }), { message: /Heal some first/ })
  t.equal(sandbox.faults.healAll(), 100)
})
