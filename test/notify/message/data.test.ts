import t from 'tap'

import type { News } from '../../../src/domain/notice.ts'
import {
  announcementNews,
  incidentNews,
  maintenanceNews,
  sampleMessage,
} from '../../support/sample-letters.ts'

t.test('programs read an incident in both languages, with moments in UTC', (t) => {
  const { data } = sampleMessage()
  t.match(data, {
    type: 'incident.updated',
    id: 'notice000001',
    at: '2026-03-14T12:31:17.000Z',
    subjectId: 'a1b2c3d4e5f6',
    title: { 'zh-CN': '付款、充值和转账用不了', en: 'Paying, topping up and transfers are down' },
    url: {
      'zh-CN': 'https://status.qingzhou.example/incidents/a1b2c3d4e5f6',
      en: 'https://status.qingzhou.example/en/incidents/a1b2c3d4e5f6',
    },
    phase: 'identified',
    state: 'major_outage',
    startedAt: '2026-03-14T12:05:17.000Z',
    answers: {
      nextUpdateAt: '2026-03-14T13:00:17.000Z',
      eta: { kind: 'range', fromAt: '2026-03-14T13:11:17.000Z' },
    },
    components: [{ id: 'payment-code', name: { en: 'In-store code' }, worst: 'major_outage' }],
  })
  t.same(sampleMessage(incidentNews(), 'en').data, data, 'the same in every language')
  t.end()
})

t.test('programs read planned work and announcements as well', (t) => {
  t.match(sampleMessage(maintenanceNews()).data, {
    type: 'maintenance.announced',
    startsAt: /Z$/,
    endsAt: /Z$/,
    mayFail: [{ en: 'Withdrawing to a bank card' }],
    url: { 'zh-CN': 'https://status.qingzhou.example/', en: 'https://status.qingzhou.example/en' },
  })
  t.match(sampleMessage(announcementNews()).data, {
    type: 'announcement.posted',
    kind: 'security',
    components: [],
  })
  t.end()
})

t.test('what hangs on stored news beside what is public goes nowhere', (t) => {
  const inner = { approvedBy: 'inner', note: 'inner', 'zh-TW': 'inner' }
  const news = incidentNews()
  const money = { balanceSafe: 'yes', actionNeeded: 'none', ...inner } as const
  const planted: News[] = [
    Object.assign(incidentNews(), inner),
    {
      ...news,
      title: { ...news.title, ...inner },
      answers: Object.assign({ ...news.answers, money }, inner),
    },
    Object.assign(maintenanceNews(), inner),
    Object.assign(announcementNews(), inner),
  ]
  for (const one of planted) t.notMatch(JSON.stringify(sampleMessage(one)), 'inner')
  t.end()
})

t.test('data is what JSON can say', (t) => {
  for (const news of [incidentNews(), maintenanceNews(), announcementNews()]) {
    const { data } = sampleMessage(news)
    t.same(JSON.parse(JSON.stringify(data)), data)
    t.notMatch(JSON.stringify(data), /\d{13}/, 'no epoch')
  }
  t.end()
})
