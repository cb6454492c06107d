import t from 'tap'

import { loadTexts } from '../../../src/lib/text.ts'
import { createMessages } from '../../../src/notify/message/messages.ts'
import {
  announcementNews,
  bankNews,
  incidentNews,
  maintenanceNews,
  sampleMessage,
  sampleMessages,
  sampleNotice,
} from '../../support/sample-letters.ts'
import { sampleMaintenance } from '../../support/sample-news.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const HOUR = 3_600_000

t.test('planned work says when, in the page’s zone, and what it does', (t) => {
  const { title, state, facts, lead, page } = sampleMessage(maintenanceNews())
  t.equal(title, '【计划维护】提现系统维护：3月14日 周六 23:50–次日 02:00')
  t.equal(state, 'maintenance')
  t.match(lead, '这是计划内的维护，不是故障。')
  t.same(facts, [
    { label: '时间', lines: ['3月14日 周六 23:50–次日 02:00（北京时间）'] },
    { label: '可能失败', lines: ['提现到银行卡'] },
    { label: '会慢一些', lines: ['退款到账'] },
    { label: '不受影响', lines: ['付款、充值、转账'] },
    { label: '涉及', lines: ['提现到银行卡'] },
  ])
  t.equal(page?.url, 'https://status.qingzhou.example/')
  t.end()
})

t.test('planned work that is over or off tells nobody what may fail', (t) => {
  for (const [moment, word] of [
    ['ended', '[Planned work ended] Maintenance of withdrawals'],
    ['cancelled', '[Planned work cancelled] Maintenance of withdrawals'],
  ] as const) {
    const { title, facts } = sampleMessage(maintenanceNews({ moment }), 'en')
    t.equal(title, word)
    t.same(
      facts.map(({ label }) => label),
      ['When', 'Concerns'],
    )
  }
  t.end()
})

t.test('an announcement is read without its Markdown', (t) => {
  const { title, lead, page } = sampleMessage(announcementNews(), 'en')
  t.equal(title, '[Safety] Someone pretends to be our agents')
  t.same(lead.split('\n'), [
    'Lately people have claimed to be our agents and asked for codes to “refund” money.',
    'How to tell',
    '· We never ask for codes.',
    '· We never ask you to share your screen.',
    '<script>alert(1)</script>',
  ])
  t.equal(page?.url, 'https://status.qingzhou.example/en/announcements/d4e5f6a1b2c3')
  t.end()
})

t.test('an announcement in one language says so once', (t) => {
  const { title, lead } = sampleMessage(announcementNews(1), 'en')
  t.match(title, '(Chinese only)')
  t.notMatch(lead, '(Chinese only)')
  t.end()
})

t.test('a digest tells the newest of each subject, in the order it happened, and counts', (t) => {
  const notices = [
    sampleNotice(bankNews(), 1),
    sampleNotice(maintenanceNews(), 2),
    sampleNotice(announcementNews(), 3),
    sampleNotice(bankNews({ phase: 'resolved', moment: 'resolved' }), 4),
  ]
  const { id, title, parts, state, data } = sampleMessages().digest(notices, 'zh-CN', SAMPLE_NOW)
  t.equal(id, 'notice000004', 'the number of the newest, which can be verified')
  t.equal(title, '青舟钱包状态：1起故障、1项维护和1条公告')
  t.same(
    parts.map((part) => part.id),
    ['notice000002', 'notice000003', 'notice000004'],
  )
  t.match(parts[2]?.title, '已解决')
  t.equal(state, 'maintenance', 'what is over is not bad')
  t.match(data, {
    type: 'digest',
    parts: [{ type: 'maintenance.announced' }, {}, { type: 'incident.resolved' }],
  })
  t.end()
})

t.test('who is asked to confirm reads what was asked for and what happens otherwise', (t) => {
  const asked = {
    topics: [
      { kind: 'component', id: 'debit-card-harbour' },
      { kind: 'group', id: 'pay' },
      { kind: 'maintenance', id: '' },
    ],
    detail: 'start_and_end',
    once: false,
    quiet: { from: 22 * 60, to: 7 * 60 + 30 },
    status: 'pending',
    confirmUntil: SAMPLE_NOW + 48 * HOUR,
  } as const
  const notice = sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment: 'confirm' })
  const message = sampleMessages().subscriber(notice, asked, 'zh-CN', SAMPLE_NOW)
  t.equal(message.title, '请确认订阅：青舟钱包状态')
  t.equal(message.page, undefined)
  t.same(
    message.facts.map(({ lines }) => lines),
    [
      ['充值（借记卡 · 港湾银行）', '付款：这一组的所有功能', '所有计划内的维护'],
      ['只在开始和结束时通知；涉及付款的，开始核对资金时也通知。'],
      ['22:00–次日 07:30 不打扰，安全提醒除外。'],
      ['3月16日 周一 20:31（北京时间）'],
      ['您不会收到通知。链接过期后，我们会删除这个联系方式，不留记录。'],
    ],
  )
  t.equal(message.data['type'], 'subscription.confirm')
  t.notMatch(JSON.stringify(message.data), 'debit-card', 'wishes are nobody else’s business')
  t.end()
})

t.test('who is subscribed already is not asked again, and hears that a pause goes on', (t) => {
  const notice = sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment: 'known' })
  const wishes = {
    topics: [{ kind: 'everything', id: '' }],
    detail: 'every_update',
    once: true,
    status: 'paused',
  } as const
  const { title, lead, facts } = sampleMessages().subscriber(notice, wishes, 'en', SAMPLE_NOW)
  t.equal(title, 'Subscribed already: notices from Qingzhou Wallet status')
  t.match(lead, 'paused')
  t.same(
    facts.map(({ label }) => label),
    ['What about', 'How much'],
  )
  t.match(facts[1]?.lines, ['Once, when it works again; then this contact is deleted.'])
  t.end()
})

t.test('who is subscribed already learns what was asked for, and how to add it', (t) => {
  const asked = { topics: [{ kind: 'maintenance', id: '' }], detail: 'every_update', once: false } as const
  const notice = sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment: 'known', asked })
  const wishes = { topics: [], detail: 'start_and_end', once: false, status: 'active' } as const
  const { facts, data } = sampleMessages().subscriber(notice, wishes, 'en', SAMPLE_NOW)
  t.match(facts.at(-1), {
    label: 'What was asked for now',
    lines: ['All planned work', 'Every update.', /your own link/],
  })
  t.notMatch(JSON.stringify(data), 'maintenance', 'wishes are nobody else’s business')
  t.end()
})

t.test('a notice for one subscriber is no news for all, nor the other way', (t) => {
  const own = sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment: 'known' })
  t.throws(() => sampleMessages().news(own, 'en', SAMPLE_NOW), /one subscriber alone/)
  const wishes = { topics: [], detail: 'every_update', once: false, status: 'active' } as const
  t.throws(
    () => sampleMessages().subscriber(sampleNotice(incidentNews()), wishes, 'en', SAMPLE_NOW),
    /everybody/,
  )
  t.end()
})

t.test('a demonstration says that it is one', (t) => {
  const texts = loadTexts('templates/locales')
  const messages = createMessages({ wallet: sampleWallet({ demo: true }), texts })
  t.equal(messages.news(sampleNotice(bankNews()), 'zh-CN', SAMPLE_NOW).sender, '【演示】青舟钱包状态')
  t.equal(sampleMessage().sender, '青舟钱包状态')
  t.end()
})

t.test('planned work that has another time says both, in both languages', (t) => {
  const { startsAt, endsAt } = plannedFor()
  const news = maintenanceNews({
    moment: 'updated',
    startsAt: startsAt + 24 * HOUR,
    endsAt: endsAt + 24 * HOUR,
    was: { startsAt, endsAt },
  })
  const chinese = sampleMessage(news)
  t.equal(chinese.title, '【维护改时间】提现系统维护：3月15日 周日 23:50–次日 02:00')
  t.match(chinese.lead, '现在定在 3月15日 周日 23:50–次日 02:00，原定 3月14日 周六 23:50–次日 02:00。')
  t.same(chinese.facts.slice(0, 2), [
    { label: '时间', lines: ['3月15日 周日 23:50–次日 02:00（北京时间）'] },
    { label: '原定时间', lines: ['3月14日 周六 23:50–次日 02:00（北京时间）'] },
  ])
  t.equal(chinese.state, 'maintenance')
  const english = sampleMessage(news, 'en')
  t.equal(
    english.title,
    '[New time for planned work] Maintenance of withdrawals: Sun 15 Mar, 23:50–02:00 the next day',
  )
  t.match(english.lead, 'It had been planned for Sat 14 Mar, 23:50–02:00 the next day.')
  t.match(english.data, {
    type: 'maintenance.updated',
    was: { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() },
  })
  t.end()
})

t.test('work under way that ends at another time says until when', (t) => {
  const startsAt = SAMPLE_NOW - HOUR
  const was = { startsAt, endsAt: SAMPLE_NOW + HOUR }
  const lead = (endsAt: number) => {
    const { title, lead: words } = sampleMessage(
      maintenanceNews({ moment: 'updated', startsAt, endsAt, was }),
      'en',
    )
    return `${title} ${words}`
  }
  t.match(
    lead(SAMPLE_NOW + 2 * HOUR),
    /^\[Planned work takes longer\].*on Sat 14 Mar, 22:31 instead of Sat 14 Mar, 21:31/,
  )
  t.match(
    lead(SAMPLE_NOW + HOUR / 2),
    /^\[Planned work ends sooner\].*on Sat 14 Mar, 21:01 instead of Sat 14 Mar, 21:31/,
  )
  t.end()
})

t.test('an update of planned work names what it no longer concerns; for whom it is new it is none', (t) => {
  const changes = { componentIds: ['withdraw', 'otp'], joined: ['otp'], left: ['transfer-out'] }
  const update = sampleMessage(maintenanceNews({ moment: 'updated', ...changes }), 'en')
  t.match(update.title, /^\[Planned work changed\]/)
  t.match(update.lead, 'its time stays as it was')
  t.match(update.facts.at(-1), { label: 'No longer concerns', lines: [/Transfer/i] })
  t.match(update.data, { joined: ['otp'], left: ['transfer-out'] })
  const announced = sampleMessage(maintenanceNews({ moment: 'announced', ...changes }), 'en')
  t.notMatch(JSON.stringify(announced), /longer|joined|left/)
  t.end()
})

function plannedFor() {
  const { startsAt, endsAt } = sampleMaintenance(SAMPLE_NOW, false)
  return { startsAt, endsAt }
}
