import { createHmac } from 'node:crypto'

import * as fc from 'fast-check'
import t from 'tap'

import { parseExactly } from '../../../src/probe/flow/exact-json.ts'
import { checkSignature, sortedHmac, textToSign } from '../../../src/probe/flow/signing.ts'

const signing = { key: 'sandbox-sign-key', field: 'sign' }
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
const parameters = fc.dictionary(
  name,
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(''),
    fc.array(fc.string()),
  ),
)

t.test('a worked example signs as the rule says', async (t) => {
  const order = {
    out_trade_no: 'ws1',
    amount: '1.00',
    bank: '',
    Channel: 'debit_card',
    sign: 'old',
    extra: null,
  }
  t.equal(textToSign(order, 'sign'), 'Channel=debit_card&amount=1.00&out_trade_no=ws1')
  t.equal(sortedHmac(order, signing), 'C8BA3D5498106D3BF4EA76F95079383EA74AA2BCEEF32C7945DA8E2A0826163A')
})

t.test('an independent computation agrees', async () => {
  fc.assert(
    fc.property(parameters, (values) => {
      const hmac = createHmac('sha256', 'sandbox-sign-key')
      let first = true
      for (const key of Object.keys(values).toSorted((a, b) =>
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      )) {
        const value = values[key]
        if (key === 'sign' || value === '' || value === null || Array.isArray(value)) continue
        hmac.update(`${first ? '' : '&'}${key}=${value}`)
        first = false
      }
      return sortedHmac(values, signing) === hmac.digest('hex').toUpperCase()
    }),
  )
})

t.test('order, empty values and an old signature make no difference, any other change does', async () => {
  fc.assert(
    fc.property(parameters, name, (values, added) => {
      const signature = sortedHmac(values, signing)
      const shuffled = Object.fromEntries(Object.entries(values).toReversed())
      const same =
        sortedHmac({ ...shuffled, sign: 'x', ['~empty']: '', ['~none']: null }, signing) === signature
      const other = sortedHmac({ ...values, [`~${added}`]: 'more' }, signing) !== signature
      return same && other
    }),
  )
})

t.test('an answer with fields we do not know verifies, and one that was touched does not', async (t) => {
  const answer = { code: 'SUCCESS', amount: '1.00', brand_new: 'field', nested: { ignored: true } }
  const signed = { ...answer, sign: sortedHmac(answer, signing) }
  t.equal(checkSignature(signed, signing), 'valid')
  t.equal(checkSignature({ ...signed, amount: '100.00' }, signing), 'wrong')
  t.equal(checkSignature({ ...signed, sign: signed.sign.toLowerCase() }, signing), 'wrong')
  t.equal(checkSignature(answer, signing), 'missing')
  for (const none of [undefined, null, 'text', [signed]]) t.equal(checkSignature(none, signing), 'missing')
})

t.test('a number signs as it was written', async (t) => {
  const fields = '"amount":1.00,"order_no":900719925474099312,"fee":0,"rate":1e2'
  t.same(parseExactly(`{${fields}}`), { amount: '1.00', order_no: '900719925474099312', fee: 0, rate: '1e2' })
  const signature = createHmac('sha256', signing.key)
    .update('amount=1.00&fee=0&order_no=900719925474099312&rate=1e2')
    .digest('hex')
    .toUpperCase()
  t.equal(checkSignature(parseExactly(`{${fields},"sign":"${signature}"}`), signing), 'valid')
})
