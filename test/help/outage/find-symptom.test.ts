import fc from 'fast-check'
import t from 'tap'

import type { Code } from '../../../src/sandbox/codes.ts'
import { findSymptom, symptomOfCode } from '../../../src/help/outage/find-symptom.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

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
  ['我充值500没到账', 'charged-not-credited'],
  ['500', 'service-busy'],
  ['Error: 503', 'service-busy'],
  ['充值失败，余额不足', 'balance-too-low'],
  ['充值失败，但是扣了钱', 'charged-not-credited'],
  ['LIMIT_EXCEEDED，可是扣了钱', 'charged-not-credited'],
  ['支付失败：超过限额', 'limit-reached'],
  ['ERR-NET-1009', 'no-network'],
] as const) {
  t.test(`"${typed}" is understood as ${id}`, async (t) => {
    t.equal(idOf(typed), id)
  })
}

t.test('a code within another word or number is not that code', async (t) => {
  t.equal(idOf('XLIMIT_EXCEEDEDX'), undefined)
  t.equal(idOf('订单 15020 元'), undefined)
  t.equal(idOf('我付了 500 元'), undefined, 'an amount is no code')
})

t.test('a code stands before the family it belongs to, and a longer family before a shorter', async (t) => {
  const one = (id: string, code: string) => ({ id, codes: [code], phrases: [], cause: 'ours' as const })
  const known = [one('any', 'E*'), one('net', 'E5*'), one('exact', 'E500'), one('other', 'X1')]
  t.equal(symptomOfCode(known, 'e500')?.id, 'exact')
  t.equal(symptomOfCode(known, 'Ｅ５０１')?.id, 'net')
  t.equal(symptomOfCode(known, ' e601 ')?.id, 'any')
  t.equal(symptomOfCode(known, 'E'), undefined, 'a family is more than its beginning')
  t.equal(symptomOfCode(known, '.*'), undefined)
})

t.test('whoever was charged is told so, whatever else the screen says', async () => {
  const codes = symptoms.flatMap((one) => one.codes)
  const phrases = symptoms.flatMap((one) => one.phrases)
  fc.assert(
    fc.property(fc.constantFrom(...codes, ...phrases), (other) =>
      ['charged-not-credited', 'charged-twice'].includes(idOf(`${other}，扣了钱，没到账`) ?? ''),
    ),
  )
})

t.test('every code that a gateway answers with is known, success apart', async (t) => {
  for (const code of [
    'PROCESSING',
    'SYSTEM_ERROR',
    'SERVICE_MAINTENANCE',
    'FREQUENCY_LIMITED',
    'BALANCE_NOT_ENOUGH',
    'LIMIT_EXCEEDED',
    'RISK_REJECTED',
    'CHANNEL_NOT_OFFERED',
    'INVALID_SIGN',
    'TOKEN_EXPIRED',
    'ORDER_NOT_FOUND',
    'INVALID_PARAMETER',
  ] satisfies Code[]) {
    t.ok(idOf(code), code)
  }
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
    for (const code of codes.map((one) => one.replace('*', '7')))
      t.equal(idOf(`屏幕上写着错误 ${code.toLowerCase()}，怎么办？`), id, code)
  }
})
