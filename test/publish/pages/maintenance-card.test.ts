import t from 'tap'

import type { PageDeps } from '../../../src/publish/pages/page-context.ts'
import type { PublicMaintenance } from '../../../src/publish/snapshot/snapshot.ts'
import { movedMaintenance } from '../../support/sample-feeds.ts'
import { sampleMaintenance } from '../../support/sample-news.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { render, textOf } from '../../support/render.ts'
import { sampleSnapshot, SAMPLE_NOW } from '../../support/sample-snapshot.ts'

const DAY = 86_400_000

const home = async (maintenance: PublicMaintenance, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  textOf(
    await render('home', { snapshot: { ...sampleSnapshot('calm'), maintenances: [maintenance] }, locale }),
  )

void t.test('work that has another time says when it is now, since when, and what it was', async (t) => {
  const planned = sampleMaintenance(SAMPLE_NOW, false)
  const before = { ...planned, startsAt: planned.startsAt - DAY, endsAt: planned.endsAt - DAY }
  const moved = { ...planned, updates: [{ at: SAMPLE_NOW - 2 * 3_600_000, before }] }
  t.match(await home(moved), '已计划 · 今天 23:50–次日 02:00 今天 18:31 改过时间，原定 昨天 23:50–次日 02:00')
  t.match(
    await home(moved, 'en'),
    'Planned · today, 23:50–02:00 the next day Time changed 18:31 today; it was yesterday, 23:50–02:00 the next day',
  )
})

void t.test('work that concerns something else now says what it did, the newest word first', async (t) => {
  const planned = sampleMaintenance(SAMPLE_NOW, false)
  const first = { ...planned, componentIds: ['otp'], endsAt: planned.endsAt - 3_600_000 }
  const second = { ...planned, componentIds: ['otp'] }
  const updates = [
    { at: SAMPLE_NOW - DAY, before: first },
    { at: SAMPLE_NOW - 3_600_000, before: second },
  ]
  t.match(
    await home({ ...planned, updates }),
    /今天 19:31 改过范围，原来涉及 短信验证码 昨天 20:31 改过时间，原定 今天 23:50–次日 01:00/,
  )
})

void t.test('an update of the words alone leaves nothing behind on the page', async (t) => {
  const planned = sampleMaintenance(SAMPLE_NOW, false)
  const updates = [
    { at: SAMPLE_NOW - DAY, before: { ...planned, body: { 'zh-CN': '旧话', en: 'Old words' } } },
  ]
  const text = await home({ ...planned, updates })
  t.notMatch(text, /改过|旧话/)
})

void t.test('the history and the component’s page tell it as well', async (t) => {
  const moved = movedMaintenance(SAMPLE_NOW)
  const pages = samplePages({
    readHistory: async ({ month }) => ({ month, incidents: [], maintenances: [moved] }),
  })
  t.match(textOf(await render('history', { pages })), /改过时间，原定 今天 23:50–次日 02:00/)
})

const history = async (maintenance: PublicMaintenance, locale: 'zh-CN' | 'en' = 'zh-CN') => {
  const readHistory: PageDeps['readHistory'] = async ({ month }) => ({
    month,
    incidents: [],
    maintenances: [maintenance],
  })
  return textOf(await render('history', { pages: samplePages({ readHistory }), locale }))
}

void t.test(
  'work that was called off says so, when it would have been, and nothing that might fail',
  async (t) => {
    const planned = sampleMaintenance(SAMPLE_NOW, false)
    const body = { 'zh-CN': '提现会失败。', en: 'Withdrawals fail.' }
    const off = { ...planned, body, status: 'cancelled', cancelledAt: SAMPLE_NOW } as const
    const text = await history(off)
    t.match(text, '提现系统维护 已取消 · 今天 23:50–次日 02:00')
    t.notMatch(text, /可能失败|提现会失败/)
    t.match(await history(off, 'en'), 'Cancelled · today, 23:50–02:00 the next day')
  },
)

void t.test('work that was ended early took place until then, and was not called off', async (t) => {
  const running = sampleMaintenance(SAMPLE_NOW, true)
  const early = { ...running, status: 'cancelled', cancelledAt: SAMPLE_NOW } as const
  const text = await history(early)
  t.match(text, '提前结束 · 今天 20:01–20:31')
  t.match(text, '可能失败')
  t.notMatch(text, '已取消')
  t.match(await history(early, 'en'), 'Ended early · today, 20:01–20:31')
})
