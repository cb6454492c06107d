import t from 'tap'

import { nearSymptoms } from '../../../src/publish/pages/outage/near-symptoms.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const { symptoms } = sampleWallet()
const near = (typed: string) => nearSymptoms(symptoms, typed).map(({ id }) => id)

t.test('a slip in a code or a phrase finds what was meant', async (t) => {
  t.equal(near('LIMIT_EXEEDED')[0], 'limit-reached')
  t.equal(near('limit exceded')[0], 'limit-reached')
  t.equal(near('Error: SYSTM_EROR (code)')[0], 'service-busy')
  t.equal(near('充直失败')[0], 'top-up-failed')
  t.equal(near('我的钱没到帐啊')[0], 'charged-not-credited')
})

t.test('what is like nothing finds nothing, and never more than three', async (t) => {
  t.strictSame(near('purple elephants'), [])
  t.strictSame(near('XQ-4711'), [])
  t.strictSame(near('501'), [], 'a number is like every other')
  t.strictSame(near(''), [])
  for (const typed of ['不了', '失败', 'error', 'payment']) t.ok(near(typed).length <= 3, typed)
})

t.test('a long text costs no more than a moment', async (t) => {
  const from = performance.now()
  near('充值E'.repeat(10_000))
  t.ok(performance.now() - from < 200)
})
