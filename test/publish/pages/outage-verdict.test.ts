import fc from 'fast-check'
import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { STATES } from '../../../src/domain/state.ts'
import { TRIED } from '../../../src/publish/pages/outage/outage-query.ts'
import type { Snapshot } from '../../../src/publish/snapshot/snapshot.ts'
import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleIncident, sampleMaintenance } from '../../support/sample-news.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { calmBut } from '../../support/sample-trouble.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const { symptoms } = sampleWallet()
const pages = samplePages()
const outage = async (query: Record<string, string>, snapshot: Snapshot) =>
  textOf(await render('help-outage', { query, snapshot, pages }))

const HARBOUR_OUT = calmBut({ 'debit-card': 'partial_outage', 'debit-card-harbour': 'major_outage' })
const CARD_OUT = calmBut({ 'debit-card': 'major_outage' })
const cardIncident = {
  ...sampleIncident(SAMPLE_NOW),
  components: [{ componentId: 'debit-card', worst: 'major_outage' as const }],
}

for (const [name, query, snapshot, verdict] of [
  ['one bank out, topping up', { symptom: 'top_up' }, HARBOUR_OUT, '是银行通道的问题，不是您的手机。'],
  ['one bank out, account restricted', { saw: 'account-restricted' }, HARBOUR_OUT, '这不是故障'],
  ['one bank out, over a limit', { saw: 'limit-reached' }, HARBOUR_OUT, '是限额，不是故障。'],
  ['one bank out, no network', { saw: 'no-network' }, HARBOUR_OUT, '多半是网络'],
  ['one bank out, charged', { saw: 'charged-not-credited' }, HARBOUR_OUT, '是银行通道的问题'],
  ['one channel out, over a limit', { saw: 'limit-reached' }, CARD_OUT, '是我们的问题：下面写着的'],
  ['one channel out, paying', { symptom: 'pay' }, CARD_OUT, '我们没有看到故障。'],
  ['one channel out, topping up', { symptom: 'top_up' }, CARD_OUT, '是我们的问题：下面写着的'],
  [
    'text codes slow, no code',
    { saw: 'code-does-not-arrive' },
    calmBut({ otp: 'degraded' }),
    '是我们的问题，不是您的手机。',
  ],
  ['text codes slow, paying', { symptom: 'pay' }, calmBut({ otp: 'degraded' }), '我们没有看到故障。'],
  [
    'the balance out, zero',
    { saw: 'balance-shows-zero' },
    calmBut({ balance: 'major_outage' }),
    '是我们的问题，不是您的手机。',
  ],
  [
    'a freeze that is out, wrong password',
    { saw: 'password-locked' },
    calmBut({ freeze: 'major_outage' }),
    '是我们的问题：下面写着的',
  ],
  [
    'sign-in unseen, app closes',
    { saw: 'app-will-not-open' },
    calmBut({ 'sign-in': 'unknown' }),
    '我们暂时看不清楚。',
  ],
  [
    'sign-in unseen, over a limit',
    { saw: 'limit-reached' },
    calmBut({ 'sign-in': 'unknown' }),
    '是限额，不是故障。',
  ],
  [
    'withdrawals in maintenance, withdrawing',
    { symptom: 'withdraw' },
    calmBut({ withdraw: 'maintenance' }),
    '现在有计划内的维护。',
  ],
  [
    'withdrawals in maintenance, no network',
    { saw: 'no-network' },
    calmBut({ withdraw: 'maintenance' }),
    '多半是网络',
  ],
] as const) {
  t.test(`${name}: ${verdict}`, async (t) => {
    const { body } = await render('help-outage', { query, snapshot, pages })
    const shown = /class="verdict[^]*?<strong>([^<]*)/.exec(body)?.[1]
    t.match(shown, verdict)
  })
}

t.test('planned work says until when', async (t) => {
  const maintenances = [sampleMaintenance(SAMPLE_NOW, true)]
  const text = await outage({ symptom: 'withdraw' }, calmBut({ withdraw: 'maintenance' }, { maintenances }))
  t.match(text, '提现系统维护')
  t.match(text, /今天 20:01–22:11/)
})

t.test('an incident elsewhere is named and not taken for the answer', async (t) => {
  const snapshot = calmBut({ 'debit-card': 'major_outage' }, { incidents: [cardIncident] })
  const paying = await render('help-outage', { query: { symptom: 'pay' }, snapshot, pages })
  t.match(textOf(paying), /别处正在处理的故障： 付款、充值和转账用不了/)
  t.match(textOf(paying), '把钱包完全关掉，再打开')
  t.notMatch(await outage({ symptom: 'top_up' }, snapshot), '别处正在处理的故障')
})

t.test('of two incidents that concern what somebody was doing, the gravest stands first', async (t) => {
  const small = { ...cardIncident, id: 'ffffffffffff', impact: 'minor' as const }
  const snapshot = calmBut({ 'debit-card': 'major_outage' }, { incidents: [cardIncident, small] })
  const { body } = await render('help-outage', { query: { symptom: 'top_up' }, snapshot, pages })
  t.ok(body.indexOf('/incidents/a1b2c3d4e5f6') < body.indexOf('/incidents/ffffffffffff'))
  t.match(body, 'incident&#x3D;a1b2c3d4e5f6')
})

t.test('before a second try stands the bill, and by when money is back', async (t) => {
  const calm = await outage({ saw: 'charged-not-credited' }, calmBut({}))
  t.match(calm, '再试之前，先看账单')
  // Saturday 14 March, and three working days after it.
  t.match(calm, '今天扣的，最晚 3月18日 周三。')
  const incidents = [cardIncident]
  const down = await outage({ symptom: 'top_up' }, calmBut({ 'debit-card': 'major_outage' }, { incidents }))
  t.match(down, '会自动到账或原路退回，不用来电。')
  t.match(down, '最晚 3月15日 24:00')
  t.notMatch(down, '3月18日', 'what was promised for this incident stands alone')
  t.match(await outage({ symptom: 'pay' }, calmBut({ bills: 'major_outage' })), '账单现在也打不开')
})

t.test('a page that a phone kept is told by its date', async (t) => {
  t.match(await outage({}, calmBut({})), '这一页生成于 3月14日 周六 20:31')
})

t.test('what nobody looked at is not claimed to work beside what is broken', async (t) => {
  const text = await outage(
    { symptom: 'top_up' },
    calmBut({ 'debit-card': 'major_outage', voucher: 'unknown' }),
  )
  t.match(text, '所以我们不说它们都正常')
  t.notMatch(await outage({ symptom: 'top_up' }, CARD_OUT), '所以我们不说它们都正常')
})

t.test('the report and the sheet know what it is about, while all is well too', async (t) => {
  const { body } = await render('help-outage', { query: { symptom: 'top_up', saw: 'limit-reached' }, pages })
  t.notMatch(body, 'href="/report?', 'a limit of one’s own is no report')
  t.match(body, 'href="/hotline/sheet?component&#x3D;debit-card&amp;code&#x3D;LIMIT_EXCEEDED"')
  const code = await render('help-outage', { query: { saw: 'code-does-not-arrive' }, pages })
  t.match(code.body, 'href="/report?component&#x3D;otp"')
})

t.test('a bank of a channel that is out is not offered instead', async (t) => {
  const down = calmBut({ 'debit-card': 'major_outage', 'debit-card-harbour': 'major_outage' })
  const text = await outage({ symptom: 'top_up' }, down)
  t.match(text, /这些现在能用.*充值（银行转账）/)
  t.notMatch(text, '枫叶银行')
  t.match(await outage({ symptom: 'top_up' }, HARBOUR_OUT), '枫叶银行')
})

t.test('while we see the trouble, the answer stands before the second question', async (t) => {
  const open = async (query: Record<string, string>, snapshot: Snapshot) =>
    (await render('help-outage', { query, snapshot, pages })).body.includes('<details class="saw" open')
  t.ok(await open({ symptom: 'top_up' }, calmBut({})))
  t.notOk(await open({ symptom: 'top_up' }, HARBOUR_OUT))
  t.notOk(await open({ symptom: 'top_up', saw: 'limit-reached' }, calmBut({})))
})

t.test('whatever is chosen and whatever is true, the page names something to do next', async () => {
  const ids = ['payment-code', 'debit-card', 'debit-card-harbour', 'sign-in', 'otp', 'bills', 'freeze']
  await fc.assert(
    fc.asyncProperty(
      fc.option(fc.constantFrom(...TRIED)),
      fc.option(fc.constantFrom(...symptoms)),
      fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...STATES)),
      fc.constantFrom(...LOCALES),
      async (task, symptom, states, locale) => {
        const query = { ...(task && { symptom: task }), ...(symptom && { saw: symptom.id }) }
        const { status, body } = await render('help-outage', {
          query,
          snapshot: calmBut(states),
          locale,
          pages,
        })
        const missing = body.includes('help:') || body.includes('undefined')
        return status === 200 && !missing && body.includes('/hotline/sheet') && body.includes('/feedback')
      },
    ),
    { numRuns: 60 },
  )
})

t.test('nothing is filled in beforehand where it would be a guess among several', async (t) => {
  const sheetOf = async (query: Record<string, string>, states: Parameters<typeof calmBut>[0]) => {
    const { body } = await render('help-outage', { query, snapshot: calmBut(states), pages })
    const [, sheet = ''] = /href="\/hotline\/sheet([^"]*)"/.exec(body) ?? []
    const [, feedback = ''] = /href="\/feedback([^"]*)"/.exec(body) ?? []
    t.equal(sheet.replace(/&amp;code.*/, ''), feedback, 'the sheet and the form are of one mind')
    return feedback.replaceAll('&#x3D;', '=')
  }
  const everything = Object.fromEntries(
    sampleWallet().components.map(({ id }) => [id, 'major_outage' as const]),
  )
  t.equal(await sheetOf({}, everything), '')
  t.equal(await sheetOf({ symptom: 'top_up' }, everything), '?component=debit-card', 'what was said')
  t.equal(await sheetOf({ saw: 'code-does-not-arrive' }, everything), '?component=otp', 'what was seen')
  t.equal(await sheetOf({}, { balance: 'major_outage' }), '?component=balance', 'the only one that is out')
  t.equal(
    await sheetOf({}, { 'debit-card': 'partial_outage', 'debit-card-harbour': 'major_outage' }),
    '?component=debit-card',
    'a channel with a bank of its own is one',
  )
})
