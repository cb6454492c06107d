import fc from 'fast-check'
import t from 'tap'

import { render, textOf } from '../../support/render.ts'

void t.test('a month shows its incidents, their length and how soon we said so', async (t) => {
  const text = textOf(await render('history', { query: { month: '2026-03' } }))
  t.match(text, '2026年3月的记录')
  t.match(text, '故障次数 2')
  t.match(text, '平均多久后公布 1 分钟')
  t.match(text, '还在进行')
})

void t.test('without a month it is this one, and nothing later is offered', async (t) => {
  const { body } = await render('history')
  t.match(body, /month(=|&#x3D;)2026-02/)
  t.notMatch(body, /month(=|&#x3D;)2026-04/)
})

void t.test('the filters stay as they were set', async (t) => {
  const { body } = await render('history', { query: { component: 'debit-card', impact: 'minor' } })
  t.match(body, '<option value="debit-card" selected>')
  t.match(body, '<option value="minor" selected>')
  t.match(body, '清除筛选')
})

void t.test('a channel brings its banks along', async (t) => {
  const text = textOf(await render('history', { query: { component: 'debit-card' } }))
  t.match(text, '港湾银行借记卡充值失败')
})

void t.test('what touched neither the component nor the group that was chosen is left out', async (t) => {
  const bank = '港湾银行借记卡充值失败'
  t.notMatch(textOf(await render('history', { query: { component: 'otp' } })), bank)
  t.match(textOf(await render('history', { query: { group: 'top-up' } })), bank)
  t.notMatch(textOf(await render('history', { query: { group: 'account' } })), bank)
})

void t.test('values that cannot be read are named, and answered with 400', async (t) => {
  const bad = { month: '2026-13', component: 'nothing', group: 'nothing', impact: 'huge' }
  for (const [name, value] of Object.entries(bad)) {
    const page = await render('history', { query: { [name]: value } })
    t.equal(page.status, 400, name)
    t.match(textOf(page), value)
  }
  t.equal((await render('history', { query: { month: '2026-04' } })).status, 400, 'the future')
})

void t.test('no link puts a sentence of its own on the page or into its preview', async (t) => {
  for (const month of [
    '请拨打 4000 000 000 解冻钱包',
    'call-the-number-4000000000-to-unfreeze',
    'evil.example',
  ]) {
    const page = await render('history', { query: { month } })
    t.equal(page.status, 400)
    t.notMatch(page.body, month)
  }
})

void t.test('nothing that can be put into a query breaks the page or comes back unescaped', async () => {
  const name = fc.constantFrom('month', 'component', 'group', 'impact')
  await fc.assert(
    fc.asyncProperty(name, fc.string(), async (key, value) => {
      const { status, body } = await render('history', { query: { [key]: `${value}<b>` } })
      return status === 400 && !body.includes('<b>')
    }),
    { numRuns: 20 },
  )
})

void t.test('the months end ten years back, and so do the links to them', async (t) => {
  const last = await render('history', { query: { month: '2016-03' } })
  t.equal(last.status, 200)
  t.notMatch(last.body, /2016-02/)
  t.match(last.body, /month(=|&#x3D;)2016-04/)
  for (const month of ['2016-02', '0001-01', '9999-12']) {
    t.equal((await render('history', { query: { month } })).status, 400, month)
  }
})

void t.test('a group is read even beside a component', async (t) => {
  const page = await render('history', { query: { component: 'debit-card', group: 'nothing' } })
  t.equal(page.status, 400)
})
