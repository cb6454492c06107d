import ICAL from 'ical.js'
import t from 'tap'

import { sampleMaintenance } from '../../support/sample-news.ts'
import { movedMaintenance, writeFeed } from '../../support/sample-feeds.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'

const DAY = 86_400_000

const read = async (asked: Parameters<typeof writeFeed>[1] = {}) => {
  const calendar = new ICAL.Component(ICAL.parse((await writeFeed('calendar', asked)) ?? ''))
  const events = calendar.getAllSubcomponents('vevent').map((event) => ({
    of: (name: string) => String(event.getFirstPropertyValue(name)),
    alarms: event.getAllSubcomponents('valarm').length,
  }))
  return { of: (name: string) => String(calendar.getFirstPropertyValue(name)), events }
}

void t.test('a calendar says what it is, of which zone and how often to ask', async (t) => {
  const { of } = await read({ locale: 'en', component: 'withdraw' })
  t.equal(of('version'), '2.0')
  t.equal(of('method'), 'PUBLISH')
  t.equal(of('x-wr-calname'), '[Demo] Qingzhou Wallet status · Withdraw to bank card · maintenance')
  t.equal(of('x-wr-timezone'), 'Asia/Shanghai')
  t.equal(of('refresh-interval'), 'PT1H')
})

void t.test('planned work is an event in UTC whose words name the zone', async (t) => {
  const { events } = await read()
  const [planned] = events
  t.equal(planned?.of('uid'), 'c3d4e5f6a1b2@localhost')
  t.equal(planned?.of('dtstart'), '2026-03-14T15:50:00Z')
  t.equal(planned?.of('dtend'), '2026-03-14T18:00:00Z')
  t.equal(planned?.of('sequence'), '0')
  t.equal(planned?.of('status'), 'CONFIRMED')
  t.equal(planned?.of('transp'), 'TRANSPARENT')
  t.equal(planned?.of('dtstamp'), planned?.of('last-modified'))
  t.equal(planned?.of('summary'), '【演示】维护：提现系统维护')
  t.match(planned?.of('description'), '3月14日 周六 23:50–次日 02:00（北京时间）')
  t.match(planned?.of('description'), '可能失败\n- 提现到银行卡')
  t.equal(planned?.of('url'), 'http://localhost:3000/components/withdraw')
  t.equal(planned?.alarms, 0)
})

void t.test('work that is called off stays, with a higher sequence and a later change', async (t) => {
  const { events } = await read({ locale: 'en' })
  const [planned, cancelled] = events
  t.equal(cancelled?.of('status'), 'CANCELLED')
  t.equal(cancelled?.of('sequence'), '1')
  t.ok((cancelled?.of('last-modified') ?? '') > (planned?.of('last-modified') ?? ''))
  t.match(cancelled?.of('summary'), 'Maintenance cancelled: Maintenance of withdrawals')
})

void t.test('work of the last ninety days is asked for, and all that is to come', async (t) => {
  const asked: number[] = []
  const maintenances = async (_reach: unknown, sinceAt: number) => {
    asked.push(sinceAt)
    return [sampleMaintenance(SAMPLE_NOW, false)]
  }
  await read({ news: { maintenances } })
  t.strictSame(asked, [SAMPLE_NOW - 90 * DAY])
})

void t.test(
  'work that has another time keeps its id, with a higher sequence and a later change',
  async (t) => {
    const { events } = await read({
      locale: 'en',
      news: { maintenances: async () => [movedMaintenance(SAMPLE_NOW)] },
    })
    const [planned] = (await read()).events
    const [moved] = events
    t.equal(moved?.of('uid'), planned?.of('uid'))
    t.equal(moved?.of('sequence'), '1')
    t.equal(moved?.of('status'), 'CONFIRMED')
    t.equal(moved?.of('created'), planned?.of('created'))
    t.equal(moved?.of('dtstart'), '2026-03-15T15:50:00Z')
    t.equal(moved?.of('dtend'), '2026-03-15T18:00:00Z')
    t.equal(moved?.of('last-modified'), '2026-03-10T12:31:17Z')
    t.equal(moved?.of('dtstamp'), moved?.of('last-modified'))
    t.match(
      moved?.of('description'),
      'Changed on Tue 10 Mar, 20:31; it had been planned for Sat 14 Mar, 23:50',
    )
  },
)
