import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { textOf, render } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleSnapshot } from '../../support/sample-snapshot.ts'
import { calmBut } from '../../support/sample-trouble.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const { symptoms } = sampleWallet()
/** A page’s source as a browser reads its attributes and texts. */
const plain = (html: string) =>
  html.replaceAll('&#x3D;', '=').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const outage = async (query: Record<string, string>, snapshot: 'calm' | 'walletDown' | 'blind' = 'calm') =>
  textOf(await render('help-outage', { query, snapshot }))

t.test('a limit is called a limit, with what to do about it, while all is well', async (t) => {
  const text = await outage({ symptom: 'top_up', saw: 'limit-reached' })
  t.notMatch(text, '我们的问题。')
  t.notMatch(text, '再试之前，先看账单')
  t.match(text, '是限额，不是故障。')
  t.match(text, '当日的第二天零点后再试')
  t.match(text, '重启对这条提示没有用')
})

t.test(
  'the same code in an outage: what is true now first, what the code says by itself after it',
  async (t) => {
    const text = await outage({ symptom: 'top_up', saw: 'limit-reached' }, 'walletDown')
    const [ours, byItself, limit] = ['是我们的问题', '这条提示本身的意思是', '是限额，不是故障。'].map(
      (words) => text.indexOf(words),
    )
    t.ok(ours !== undefined && byItself !== undefined && limit !== undefined)
    t.ok(0 < Number(ours) && Number(ours) < Number(byItself) && Number(byItself) < Number(limit))
  },
)

t.test('steps for a phone that is not to blame are left out in an outage', async (t) => {
  const text = await outage({ saw: 'no-network' }, 'walletDown')
  t.notMatch(text, '打开飞行模式')
  t.match(text, '这次不用检查网络')
  t.match(text, '这次重启没有用')
  t.match(await outage({ saw: 'no-network' }), '打开飞行模式')
})

t.test('a restriction is said not to be an outage, with how to appeal and whom to ask', async (t) => {
  const text = await outage({ saw: 'account-restricted' })
  t.match(text, '这不是故障：您的账户或这笔交易被限制了。')
  t.match(text, '申诉')
  t.match(text, '客服热线')
  t.notMatch(text, '把钱包完全关掉')
})

t.test('whoever was charged is kept from paying again, before anything else', async (t) => {
  t.match(await outage({ saw: 'charged-not-credited' }), '先看账单，不要再付一次')
  t.match(await outage({ symptom: 'pay' }), '再试之前，先看账单')
  t.notMatch(await outage({ symptom: 'sign_in' }), '再试之前，先看账单')
})

t.test('a message of ours without a fault that we see asks to be reported', async (t) => {
  // The footer leads there from everywhere.
  const main = ({ body }: { readonly body: string }) => body.replace(/<footer[^]*/, '')
  t.match(main(await render('help-outage', { query: { saw: 'service-busy' } })), 'href="/report')
  const down = await render('help-outage', { query: { saw: 'service-busy' }, snapshot: 'walletDown' })
  t.notMatch(main(down), 'href="/report')
})

t.test('whoever was robbed is not sent to a hotline that does not answer', async (t) => {
  const wallet = sampleWallet()
  // The line for lost wallets apart from it would still be answered.
  const contacts = wallet.contacts.filter(
    ({ kind, componentId }) => kind !== 'hotline' || componentId === 'hotline',
  )
  const pages = samplePages({ wallet: { ...wallet, contacts } })
  const dead = calmBut({ hotline: 'major_outage' }, { incidents: sampleSnapshot('walletDown').incidents })
  const alone = textOf(await render('help-outage', { snapshot: dead, pages }))
  t.match(alone, '热线现在也打不通，不用守着电话等。丢失、被盗或被骗，先按“丢失或被盗”做')
  t.notMatch(alone, '请马上打')
  const another = textOf(await render('help-outage', { snapshot: dead }))
  t.match(another, '丢失、被盗或被骗，请马上打。')
})

t.test('the sheet for a call and the form know what is known already', async (t) => {
  const { body } = await render('help-outage', {
    query: { symptom: 'top_up', saw: 'limit-reached' },
    snapshot: 'walletDown',
    locale: 'en',
  })
  t.match(
    plain(body),
    /href="\/en\/hotline\/sheet\?component=[a-z-]+&incident=[a-z0-9]+&code=LIMIT_EXCEEDED"/,
  )
  t.match(plain(body), /href="\/en\/feedback\?component=[a-z-]+&incident=[a-z0-9]+"/)
})

t.test('only what fits what somebody was doing is offered', async (t) => {
  const signIn = await outage({ symptom: 'sign_in' })
  t.match(signIn, '收不到验证码')
  t.notMatch(signIn, '扣了两次')
  t.match(await outage({ symptom: 'top_up' }), '充值失败')
})

t.test('a symptom nobody knows is a 400 that repeats no markup', async (t) => {
  const page = await render('help-outage', { query: { saw: '<b>no-such' } })
  t.equal(page.status, 400)
  t.notMatch(page.body, '<b>no-such')
})

t.test('every symptom has a page in both languages that says what to do next', async (t) => {
  for (const locale of LOCALES) {
    for (const { id, advice } of symptoms) {
      const page = await render('help-outage', { query: { saw: id }, locale })
      t.equal(page.status, 200)
      t.match(plain(textOf(page)), advice[0]?.[locale] ?? 'nothing', `${id} ${locale}`)
    }
  }
})

t.test(
  'whoever is over a limit is led to where limits are listed and to what takes the amount',
  async (t) => {
    for (const [query, leads] of [
      [{ saw: 'limit-reached' }, true],
      [{ symptom: 'top_up', saw: 'limit-reached' }, true],
      [{ saw: 'account-restricted' }, false],
    ] as const) {
      const { body } = await render('help-outage', { query })
      t.equal(body.includes('href="/help/top-up#limits"'), leads)
      t.equal(body.includes('href="/help/top-up#ask"'), leads)
    }
    const paying = await render('help-outage', { query: { symptom: 'pay', saw: 'limit-reached' } })
    t.match(paying.body, 'href="/help/top-up#limits"', 'an account class limits payments as well')
    t.notMatch(paying.body, 'href="/help/top-up#ask"')
  },
)
