import t from 'tap'

import { sampleIncident, sampleMaintenance } from '../../support/sample-news.ts'
import { cancelledMaintenance, movedMaintenance, writeFeed } from '../../support/sample-feeds.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { text } from '../../support/sample-words.ts'

const DAY = 86_400_000

const itemsOf = async (asked: Parameters<typeof writeFeed>[1] = {}) =>
  JSON.parse((await writeFeed('feed-json', asked)) ?? '').items

void t.test('what was told last stands first, whatever it is', async (t) => {
  const items = await itemsOf()
  const dates = items.map((item: { date_modified: string }) => item.date_modified)
  t.strictSame(dates, dates.toSorted().toReversed())
  t.strictSame(new Set(items.flatMap((item: { tags: string[] }) => item.tags)).size, 3)
})

void t.test('an incident says its phase, the five answers and every word, newest first', async (t) => {
  const [{ title, content_text, summary }] = await itemsOf({ locale: 'en' })
  t.equal(title, '[Demo] Paying, topping up and transfers are down (Cause found)')
  t.match(summary, /^We have found the cause/)
  t.match(content_text, /Affected: In-store code, Online checkout/)
  t.match(content_text, 'Is it me? – It is us, not you.')
  t.match(content_text, 'Money safe? – Yes, your balance is not affected.')
  t.match(content_text, /Next update – By Sat 14 Mar, 21:00\./)
  t.match(content_text, /20:23, Cause found: We have found[^]*20:06, Finding the cause: 检测到异常/)
})

void t.test('a new word changes the entry and neither its id nor when it was published', async (t) => {
  const before = sampleIncident(SAMPLE_NOW)
  const word = {
    id: 'u3',
    phase: 'resolved',
    body: text('好了。', 'It is over.'),
    at: SAMPLE_NOW,
    author: 'operator',
  } as const
  const after = { ...before, phase: 'resolved', updates: [word, ...before.updates] } as const
  const [first] = await itemsOf({ news: { incidents: async () => [before] } })
  const [second] = await itemsOf({ news: { incidents: async () => [after] } })
  t.equal(second.id, first.id)
  t.match(first.id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.equal(second.date_published, first.date_published)
  t.ok(second.date_modified > first.date_modified)
  t.match(second.title, '已解决')
  t.match(second.content_text, '好了。')
})

void t.test('ids stay when the page moves, and are another in another language', async (t) => {
  const idsOf = async (asked: Parameters<typeof writeFeed>[1]) =>
    (await itemsOf(asked)).map(({ id }: { id: string }) => id)
  const here = await idsOf({})
  t.equal(new Set(here).size, here.length)
  t.strictSame(await idsOf({ page: { publicUrl: 'https://elsewhere.example' } }), here)
  const english: string[] = await idsOf({ locale: 'en' })
  t.notOk(english.some((id) => here.includes(id)))
})

void t.test('nothing told anew, nothing different, however long it is kept', async (t) => {
  for (const name of ['history-atom', 'history-rss', 'feed-json', 'calendar'] as const) {
    const now = await writeFeed(name)
    t.equal(await writeFeed(name, { now: SAMPLE_NOW + 40 * DAY }), now, name)
    t.equal(await writeFeed(name, { snapshot: 'bankDown' }), now, `${name} while a bank is down`)
  }
  t.notMatch(await writeFeed('feed-json'), /今天|昨天|明天/)
})

void t.test('work that is called off says so in the entry that announced it', async (t) => {
  const planned = sampleMaintenance(SAMPLE_NOW, false)
  const cancelled = { ...cancelledMaintenance(SAMPLE_NOW), id: planned.id }
  const only = (maintenance: typeof planned) => ({
    incidents: async () => [],
    announcements: async () => [],
    maintenances: async () => [maintenance],
  })
  const [first] = await itemsOf({ news: only(planned) })
  const [second] = await itemsOf({ news: only(cancelled) })
  t.match(first.title, '计划维护：提现系统维护（3月14日 周六 23:50–次日 02:00）')
  t.match(first.content_text, '可能失败\n- 提现到银行卡')
  t.equal(second.id, first.id)
  t.match(second.title, '维护取消：提现系统维护')
  t.notMatch(second.content_text, '可能失败')
  t.ok(second.date_modified > first.date_modified)
  const early = { ...cancelled, cancelledAt: planned.startsAt + 60_000 }
  t.match((await itemsOf({ news: only(early) }))[0].title, '维护提前结束')
})

void t.test(
  'work that has another time says so, and when it had been, in the entry that announced it',
  async (t) => {
    const only = (maintenance: ReturnType<typeof movedMaintenance>) => ({
      incidents: async () => [],
      announcements: async () => [],
      maintenances: async () => [maintenance],
    })
    const [first] = await itemsOf({ news: only(sampleMaintenance(SAMPLE_NOW, false)) })
    const [second] = await itemsOf({ news: only(movedMaintenance(SAMPLE_NOW)) })
    t.equal(second.id, first.id)
    t.equal(second.date_published, first.date_published)
    t.ok(second.date_modified > first.date_modified)
    t.match(second.title, '维护时间有变：提现系统维护（3月15日 周日 23:50–次日 02:00）')
    t.match(second.content_text, '3月10日 周二 20:31 改过，原定 3月14日 周六 23:50–次日 02:00。')
    t.match(second.content_text, '可能失败\n- 提现到银行卡')
    const off = { ...movedMaintenance(SAMPLE_NOW), cancelledAt: SAMPLE_NOW, sequence: 2 }
    t.match((await itemsOf({ news: only(off) }))[0].title, '维护取消：提现系统维护（原定 3月15日')
  },
)

void t.test('every entry warns of impostors', async (t) => {
  for (const { content_text, content_html } of await itemsOf()) {
    t.match(content_text, /打电话、发短信或发链接，要您退款、转账、提供验证码或共享屏幕/)
    t.match(content_html, /谨防冒充.*#contacts/)
  }
  for (const { content_text } of await itemsOf({ locale: 'en' })) {
    t.match(content_text, 'refunds, transfers, codes or screen sharing')
  }
})

void t.test('titles say that a demonstration is one, and others do not', async (t) => {
  for (const { title } of await itemsOf()) t.match(title, /^【演示】/)
  for (const { title } of await itemsOf({ page: { demo: false } })) t.notMatch(title, '演示')
})

void t.test('no feed is longer than fifty entries', async (t) => {
  const many = Array.from({ length: 40 }, (_, n) => ({ ...sampleIncident(SAMPLE_NOW), id: `incident${n}` }))
  const work = Array.from({ length: 40 }, (_, n) => ({
    ...sampleMaintenance(SAMPLE_NOW, false),
    id: `work${n}`,
  }))
  const news = { incidents: async () => many, maintenances: async () => work }
  const items: { tags: string[] }[] = await itemsOf({ news })
  t.equal(items.length, 50)
  t.equal(items.filter(({ tags }) => tags.includes('incident')).length, 40, 'the newest of all')
})

void t.test('a link within our own pages leads there from a reader too', async (t) => {
  const announcement = {
    id: 'a',
    kind: 'rules',
    title: text('规则', 'Rules'),
    body: text('见[这里](/help/outage)和[那里](https://other.example/a)。', 'See [here](/help/outage).'),
    helpTopics: [],
    componentIds: [],
    publishedAt: SAMPLE_NOW,
    effectiveAt: SAMPLE_NOW,
  } as const
  const [{ content_html }] = await itemsOf({ news: { announcements: async () => [announcement] } })
  t.match(content_html, 'href="http://localhost:3000/help/outage"')
  t.match(content_html, 'href="https://other.example/a"')
})

void t.test('there is no feed of a component that nobody knows', async (t) => {
  t.equal(await writeFeed('history-atom', { component: 'nothing' }), undefined)
  t.equal(await writeFeed('calendar', { component: 'nothing' }), undefined)
})
