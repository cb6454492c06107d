import fc from 'fast-check'
import t from 'tap'

import { findSymptom } from '../../src/help/find-symptom.ts'
import { sampleWallet } from '../support/sample-wallet.ts'

const { symptoms } = sampleWallet()
const idOf = (typed: string) => findSymptom(symptoms, typed)?.id

for (const [typed, id] of [
  ['LIMIT_EXCEEDED', 'limit-reached'],
  ['错误码：limit_exceeded。', 'limit-reached'],
  ['ＲＩＳＫ＿ＲＥＪＥＣＴＥＤ', 'account-restricted'],
  ['错误 502，请稍后再试', 'service-busy'],
  ['提示余额不足 BALANCE_NOT_ENOUGH.', 'balance-too-low'],
  ['扣了钱但是没到账', 'charged-not-credited'],
  ['收 不 到 验 证 码', 'code-does-not-arrive'],
  ['It says: No Network', 'no-network'],
  ['Your session expired, sign in again', 'signed-out'],
  ['账户存在风险，已被冻结', 'account-restricted'],
] as const) {
  t.test(`"${typed}" is understood as ${id}`, async (t) => {
    t.equal(idOf(typed), id)
  })
}

t.test('a code within another word or number is not that code', async (t) => {
  t.equal(idOf('XLIMIT_EXCEEDEDX'), undefined)
  t.equal(idOf('订单 15020 元'), undefined)
})

t.test('what nobody knows is nothing, and nothing typed can make it fail', async (t) => {
  t.equal(idOf(''), undefined)
  t.equal(idOf('蓝色的月亮'), undefined)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (typed) => {
      const found = findSymptom(symptoms, typed)
      return found === undefined || symptoms.includes(found)
    }),
  )
})

t.test('every code of the dictionary leads to its own symptom, in any case, within a sentence', async (t) => {
  for (const { id, codes } of symptoms) {
    for (const code of codes) t.equal(idOf(`屏幕上写着 ${code.toLowerCase()}，怎么办？`), id, code)
  }
})
