import * as fc from 'fast-check'
import t from 'tap'

import { isSigned, signatureOf } from '../../src/sandbox/topup/signing.ts'
import { openWallet, partnerSignature, placeOrder, signed, harbourOrder } from './open-wallet.ts'

const KEY = 'sandbox-sign-key'

void t.test('the signature is the one openssl computes over the sorted parameters', async (t) => {
  const fields = { out_trade_no: 'T1', channel: 'debit_card', amount: '1.00', bank: '', sign: 'old' }
  t.equal(signatureOf(fields, KEY), '2773A9457913789B8D3A3DC28F058FF89313F442E5B070F5C3331E17C7C017A0')
})

void t.test(
  'whatever the fields, a partner who follows the description gets the same signature',
  async () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/)
    fc.assert(
      fc.property(fc.dictionary(name, value), (fields) => {
        const fitting = partnerSignature(fields)
        const other = partnerSignature({ ...fields, further: 'x' })
        return (
          signatureOf(fields, KEY) === fitting &&
          isSigned({ ...fields, sign: fitting }, KEY) &&
          !isSigned({ ...fields, sign: other }, KEY)
        )
      }),
    )
  },
)

void t.test('answers of top-up endpoints are signed over their scalar fields, refusals too', async (t) => {
  const wallet = await openWallet(t)
  const answers = [
    await wallet.look('/v1/topups/quote?channel=debit_card&bank=harbour&amount=1.00'),
    await placeOrder(wallet),
    await wallet.look('/v1/topups/T1'),
    await wallet.look('/v1/topups?state=open'),
    await wallet.look('/v1/topups/none'),
  ]
  for (const { json } of answers) t.equal(json['sign'], partnerSignature(json), JSON.stringify(json))
  t.equal(answers.at(-1)?.json['code'], 'ORDER_NOT_FOUND')
  t.notOk((await wallet.look('/v1/balance')).json['sign'], 'answers of other endpoints are not')
})

void t.test('an order without a fitting signature is refused and not opened', async (t) => {
  const wallet = await openWallet(t)
  const unsigned = await wallet.act('/v1/topups', harbourOrder)
  t.match(unsigned, { status: 200, json: { code: 'INVALID_SIGN' } })
  const tampered = await wallet.act('/v1/topups', { ...signed(harbourOrder), amount: '2.00' })
  t.match(tampered, { status: 200, json: { code: 'INVALID_SIGN' } })
  const lowerCase = { ...harbourOrder, sign: partnerSignature(harbourOrder).toLowerCase() }
  t.match((await wallet.act('/v1/topups', lowerCase)).json, { code: 'INVALID_SIGN' })
  t.match((await wallet.look('/v1/topups/T1')).json, { code: 'ORDER_NOT_FOUND' })
})

void t.test('a query need not be signed, but a wrong signature on it is refused', async (t) => {
  const wallet = await openWallet(t)
  const query = { state: 'open', prefix: 'T' }
  const right = new URLSearchParams({ ...query, sign: partnerSignature(query) })
  t.match((await wallet.look(`/v1/topups?${right.toString()}`)).json, { code: 'SUCCESS' })
  t.match((await wallet.look('/v1/topups?state=open&prefix=T&sign=ABC')).json, { code: 'INVALID_SIGN' })
})
