import t from 'tap'

import { begin, MINUTE } from './story.ts'

const BANKS = ['bank-1', 'bank-2', 'bank-3', 'bank-4', 'bank-5']
const failing = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 'tech_fail' as const]))

t.test('one bank is one incident about that bank, with its channel in it', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, failing('bank-1'))
  const [incident] = await story.published()
  t.match(incident, { impact: 'minor', title: { 'zh-CN': '借记卡充值（港湾银行）暂时不可用' } })
  t.strictSame(incident?.components.map(({ componentId }) => componentId).toSorted(), ['bank-1', 'debit'])
  t.equal(incident?.upstreamComponentId, undefined)
})

t.test('most banks together are one incident, laid upstream', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, failing('bank-1', 'bank-2', 'bank-3'))
  const incidents = await story.incidents()
  t.equal(incidents.length, 1)
  t.match(incidents[0], { upstreamComponentId: 'clearing' })
  t.match(incidents[0]?.updates.at(-1)?.body, {
    'zh-CN': /都要经过清算网络/,
    en: /go through Clearing network/,
  })
})

t.test('a burst across the wallet is one incident, and its impact is the gravest', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(10 * MINUTE, failing('bills', 'sms', 'pay', ...BANKS, 'agent'))
  const incidents = await story.incidents()
  t.equal(incidents.length, 1)
  t.match(incidents[0], { impact: 'critical', money: true })
  t.match(incidents[0]?.title, { en: /^Payment, Debit card top-up, Cash agents and 2 more/ })
})

t.test('strangers far apart in time are two incidents', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(10 * MINUTE, failing('bills'))
  await story.look(10 * MINUTE, failing('bills', 'sms'))
  t.equal((await story.published()).length, 2)
})

t.test('impact is raised as it worsens, said once, and never lowered', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(10 * MINUTE, { bills: 'slow' })
  t.match(await story.published(), [{ impact: 'minor', title: { en: 'Bills: unstable' } }])
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const [worse] = await story.published()
  t.match(worse, {
    impact: 'major',
    title: { en: 'Bills: unavailable for now' },
    updates: [{ body: { en: /^More is affected/ } }, {}],
  })
  t.equal(worse?.updates.length, 2)
  await story.look(40 * MINUTE)
  t.match(await story.published(), [{ impact: 'major', phase: 'resolved' }])
})

t.test(
  'an incident that hits everything is called the whole wallet, and by what is left once the rest is back',
  async (t) => {
    const story = await begin(t)
    await story.look(5 * MINUTE)
    await story.look(10 * MINUTE, failing('bills', 'sms', 'pay', 'card', ...BANKS, 'agent'))
    const [incident] = await story.incidents()
    t.strictSame(incident?.title, {
      'zh-CN': '整个钱包暂时不可用',
      en: 'The whole wallet: unavailable for now',
    })
    const told = incident?.updates.length
    await story.look(6 * MINUTE, failing('pay'))
    const [left] = await story.incidents()
    t.match(left, {
      title: { 'zh-CN': '付款暂时不可用' },
      answers: { scope: { 'zh-CN': '付款：目前用不了。' }, stillWorks: [{ 'zh-CN': '银行卡付款' }] },
    })
    t.equal(left?.updates.length, told, 'without a word to anybody')
  },
)

t.test('two banks, and minutes later everything, is one incident that has grown', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 3 * MINUTE } })
  const ALL = ['bills', 'sms', 'pay', 'card', ...BANKS, 'agent']
  await story.look(5 * MINUTE)
  await story.look(8 * MINUTE, failing('bank-1', 'bank-2'))
  t.match(await story.published(), [{ title: { en: /Bank 1/ } }])
  await story.look(2 * MINUTE, failing('bank-1', 'bank-2', 'bills'))
  t.equal((await story.incidents()).length, 2, 'a stranger to banks is another trouble')
  await story.look(10 * MINUTE, failing(...ALL))
  const [only, ...others] = await story.published()
  t.strictSame(others, [])
  t.match(only, { title: { en: 'The whole wallet: unavailable for now' }, impact: 'critical' })
  t.match(only?.updates, [{ body: { en: /^More is affected now\. Unavailable: The whole wallet/ } }, {}])
})

t.test('everything takes over no trouble of an hour ago, and none that readers know apart', async (t) => {
  const ALL = ['bills', 'sms', 'pay', 'card', ...BANKS, 'agent']
  const late = await begin(t)
  await late.look(5 * MINUTE)
  await late.look(60 * MINUTE, failing('bills'))
  await late.look(10 * MINUTE, failing(...ALL))
  t.equal((await late.published()).length, 2)
  const known = await begin(t)
  await known.look(5 * MINUTE)
  await known.look(6 * MINUTE, failing('bank-1'))
  await known.look(6 * MINUTE, failing('bank-1', 'bills'))
  await known.look(10 * MINUTE, failing(...ALL))
  t.equal((await known.published()).length, 2)
})
