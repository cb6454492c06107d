import t from 'tap'

import type { IncidentNews } from '../../../src/domain/notice.ts'
import {
  bankNews,
  incidentNews,
  sampleMessage,
  sampleMessages,
  sampleNotice,
} from '../../support/sample-letters.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'

const MINUTE = 60_000
const titleOf = (news: IncidentNews, locale: 'zh-CN' | 'en' = 'zh-CN') => sampleMessage(news, locale).title
const answer = (news: IncidentNews, index: number, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  sampleMessage(news, locale).facts[index]?.lines ?? []

t.test('a title says how bad it is, what it is and how far it is', (t) => {
  t.equal(titleOf(bankNews()), '【不可用】充值（借记卡 · 港湾银行）：正在查原因')
  t.equal(titleOf(bankNews(), 'en'), '[Down] Top-up (debit card, Harbour Bank): finding the cause')
  t.equal(titleOf(incidentNews()), '【不可用】付款码与扫码、线上支付等 5 项：原因已找到')
  t.end()
})

t.test('once it works again, a title no longer says that it does not', (t) => {
  t.equal(
    titleOf(bankNews({ phase: 'monitoring', moment: 'recovering' })),
    '【已能使用】充值（借记卡 · 港湾银行）：观察中',
  )
  t.equal(
    titleOf(bankNews({ phase: 'reconciling', moment: 'reconciling' })),
    '【已能使用】充值（借记卡 · 港湾银行）：资金核对中',
  )
  t.equal(titleOf(bankNews({ phase: 'resolved', moment: 'resolved' })), '【已解决】充值（借记卡 · 港湾银行）')
  t.equal(
    titleOf(bankNews({ moment: 'reopened' }), 'en'),
    '[Down] Top-up (debit card, Harbour Bank): the trouble is back, being worked on',
  )
  t.end()
})

t.test('what the machine wrote when it began is not repeated once a person says that it works', (t) => {
  const scope = { 'zh-CN': '付款码：目前用不了。', en: 'Payment code: not working at the moment.' }
  for (const [phase, repeated] of [
    ['identified', true],
    ['monitoring', false],
    ['reconciling', false],
    ['resolved', false],
  ] as const) {
    const news = incidentNews({ phase, answers: { scope } })
    t.equal(answer(news, 0).includes(scope['zh-CN']), repeated, phase)
    t.equal(answer(news, 0, 'en').includes(scope.en), repeated, phase)
  }
  const watched = { 'zh-CN': '付款码：已经可以使用，我们还在观察。' }
  t.ok(
    answer(incidentNews({ phase: 'monitoring', answers: { scope: watched } }), 0).includes(watched['zh-CN']),
  )
  t.notOk(
    answer(incidentNews({ phase: 'resolved', answers: { scope: watched } }), 0).includes(watched['zh-CN']),
  )
  const written = { 'zh-CN': '付款码在部分门店仍然用不了。' }
  t.ok(answer(incidentNews({ phase: 'resolved', answers: { scope: written } }), 0).includes(written['zh-CN']))
  t.end()
})

t.test('what is no longer configured is called by the incident’s own title', (t) => {
  t.equal(
    titleOf(bankNews({ components: [{ componentId: 'gone', worst: 'degraded' }] })),
    '【不稳定】付款、充值和转账用不了：正在查原因',
  )
  t.end()
})

t.test('the five questions are answered in the order people ask, and when it was', (t) => {
  const { facts } = sampleMessage()
  t.same(
    facts.map(({ label }) => label),
    ['是我的问题，还是你们的？', '钱安全吗？', '已经扣款了怎么办？', '现在能做什么？', '下次更新', '时间'],
  )
  t.same(
    facts.map(({ lines }) => lines[0]),
    [
      '是我们的问题，不是您的。',
      '安全，余额没有受影响。',
      '不要再付一次。',
      '付款请改用银行卡或现金。',
      '3月14日 周六 21:00 前（北京时间）。',
      '3月14日 周六 20:05 起（北京时间）',
    ],
  )
  t.end()
})

t.test(
  'what nobody has said is answered with what is true of any incident, and money is never called safe',
  (t) => {
    const { facts } = sampleMessage(bankNews())
    t.same(facts[0]?.lines, ['是银行通道的问题，不是您的。'])
    t.same(facts[1]?.lines, ['正在核对，有结果就写在状态页上。'])
    t.same(facts[4]?.lines, ['一有变化就告诉您。'])
    t.notMatch(JSON.stringify(facts), /安全，|这里/)
    t.end()
  },
)

t.test('an incident of banks alone is not blamed on the reader’s phone nor on all of the wallet', (t) => {
  const news = bankNews({ components: [{ componentId: 'debit-card-harbour', worst: 'major_outage' }] })
  t.same(answer(news, 0), ['是银行通道的问题，不是您的。'])
  t.end()
})

t.test('nobody is sent to bills that the same incident has hit', (t) => {
  const bill = { 'zh-CN': '已经付款或充值的，先打开账单看有没有这一笔。' }
  const bills = { componentId: 'bills', worst: 'major_outage' } as const
  const news = bankNews({ answers: { doNow: [bill] } })
  t.match(answer(news, 3), [bill['zh-CN']])
  const down = answer({ ...news, components: [...news.components, bills] }, 3)
  t.notMatch(down.join(''), '账单')
  t.end()
})

t.test('what was promised is told as of the notice, however late it is read', (t) => {
  const news = bankNews({ answers: { nextUpdateAt: SAMPLE_NOW + 5 * MINUTE } })
  const { facts } = sampleMessages().news(sampleNotice(news), 'en', SAMPLE_NOW + 60 * MINUTE)
  t.match(facts[4]?.lines, ['By Sat 14 Mar, 20:36 (Beijing time, UTC+8).'])
  const late = bankNews({ answers: { nextUpdateAt: SAMPLE_NOW - MINUTE } })
  t.match(answer(late, 4, 'en'), [/Was due by .* We are late\./])
  t.end()
})

t.test('a time to come is dated, and asks nothing once it is over', (t) => {
  t.match(answer(incidentNews(), 4), [/21:00/, '预计3月14日 周六 21:11–22:11 恢复，可能会变。'])
  const over = incidentNews({ phase: 'resolved', moment: 'resolved', resolvedAt: SAMPLE_NOW })
  t.same(answer(over, 4), ['已经结束，不再更新。'])
  t.same(answer(over, 5), ['3月14日 周六 20:05–20:31（北京时间）'])
  t.end()
})

t.test('a text that exists in one language is given in it, and says so', (t) => {
  const { lead } = sampleMessage(bankNews({ body: { en: 'We are looking.\r\n\r\nMore later.' } }))
  t.equal(lead, 'We are looking.\nMore later.（仅有英文）')
  t.end()
})

t.test('a title is one line whatever people wrote', (t) => {
  const title = { 'zh-CN': '一\r\nBcc: eve@example.com\u2028二' }
  t.notMatch(titleOf(bankNews({ title, components: [] })), /[\r\n\u2028]/)
  t.end()
})

t.test('the page and the scam line belong to it', (t) => {
  const { page, scam, sender } = sampleMessage(bankNews(), 'en')
  t.equal(page?.url, 'https://status.qingzhou.example/en/incidents/a1b2c3d4e5f6')
  t.match(scam, 'We will not call')
  t.equal(sender, 'Qingzhou Wallet status')
  t.end()
})
