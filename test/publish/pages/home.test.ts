import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { SAMPLES, sampleSnapshot, SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { render, textOf } from '../../support/render.ts'

const FIRST_VIEW = 14 * 1024

void t.test('the first heading answers, and so does the title', async (t) => {
  const heading = async (snapshot: (typeof SAMPLES)[number], locale: 'zh-CN' | 'en') => {
    const { body } = await render('home', { snapshot, locale })
    const said = /<h1>[^]*?<\/svg>\s*([^<]+)<\/h1>/.exec(body)?.[1]?.trim() ?? ''
    t.match(body, `<title>${said} ·`)
    return said
  }
  t.equal(await heading('calm', 'zh-CN'), '青舟钱包一切正常。')
  t.equal(await heading('bankDown', 'zh-CN'), '充值（借记卡）部分不可用，短信验证码暂时不稳定。')
  t.equal(
    await heading('bankDown', 'en'),
    'Top-up (debit card) can be used only in part; Text codes may fail or be slow.',
  )
  t.equal(await heading('walletDown', 'en'), 'Most of Qingzhou Wallet is down.')
  t.equal(await heading('blind', 'zh-CN'), '我们暂时看不到青舟钱包的情况。')
  t.equal(await heading('maintenance', 'zh-CN'), '提现到银行卡正在维护。')
})

void t.test('a fault of ours is said to be ours, and blindness is neither', async (t) => {
  t.match(textOf(await render('home', { snapshot: 'walletDown' })), '是我们的问题，不是您的手机')
  const blind = textOf(await render('home', { snapshot: 'blind' }))
  t.notMatch(blind, '是我们的问题')
  t.notMatch(blind, /(?<!不)一切正常/)
})

void t.test(
  'the incident stands before everything a reader might do, and everything before the evidence',
  async (t) => {
    const { body } = await render('home', { snapshot: 'walletDown' })
    const order = ['<h1>', 'id="incidents"', 'id="scam"', 'id="tasks"', 'id="hotline"', 'id="components"']
    const places = order.map((mark) => body.indexOf(mark))
    t.same(
      places,
      places.toSorted((a, b) => a - b),
    )
    t.ok(places.every((place) => place > 0))
  },
)

void t.test('planned work is told of a month ahead, and no earlier', async (t) => {
  const calm = sampleSnapshot('calm')
  const [work] = calm.maintenances
  const inDays = async (days: number) => {
    const startsAt = SAMPLE_NOW + days * 24 * 3_600_000
    const planned = { ...work!, startsAt, endsAt: startsAt + 3_600_000 }
    return textOf(await render('home', { snapshot: { ...calm, maintenances: [planned] } }))
  }
  const title = work!.title['zh-CN']!
  t.match(await inDays(29), title)
  t.notMatch(await inDays(31), title)
})

void t.test('the data has an age in the page’s zone', async (t) => {
  t.match(textOf(await render('home')), '数据截至 20:31:05（北京时间）')
  t.match(textOf(await render('home', { snapshot: 'blind' })), '还没有数据')
})

void t.test('partners stay away until something is wrong with them', async (t) => {
  t.notMatch(textOf(await render('home')), '清算网络')
  t.match(textOf(await render('home', { snapshot: 'walletDown' })), '清算网络')
})

void t.test('uptime never stands without coverage', async (t) => {
  const text = textOf(await render('home'))
  const uptimes = text.match(/可用 [\d.]+%/g)?.length
  t.ok(uptimes)
  t.equal(text.match(/可用 [\d.]+% · 监测覆盖 [\d.]+%/g)?.length, uptimes)
})

void t.test('the first view travels in one small piece', async (t) => {
  for (const snapshot of SAMPLES) {
    for (const locale of LOCALES) {
      const { body } = await render('home', { snapshot, locale })
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
      t.ok(gzipSync(body).length <= FIRST_VIEW, `${snapshot} ${locale} gzip`)
      t.ok(brotliCompressSync(body, quality).length <= FIRST_VIEW, `${snapshot} ${locale} brotli`)
      t.notMatch(body, /<(link[^>]+stylesheet|img|script[^>]+src)/)
    }
  }
})

void t.test('lines of components that did not change are not made again', async (t) => {
  const pages = samplePages()
  const snapshot = sampleSnapshot('calm')
  const first = await pages.home(snapshot, { locale: 'en', params: {}, query: {} }, SAMPLE_NOW)
  const later = await pages.home(snapshot, { locale: 'en', params: {}, query: {} }, SAMPLE_NOW + 60_000)
  const lines = (body: string) => body.match(/<details>[^]*?<\/details>/g)
  t.same(lines(later.body), lines(first.body))
  t.ok(lines(first.body))
})

void t.test('a demonstration says so, a real wallet does not', async (t) => {
  t.match(textOf(await render('home')), '演示数据')
  t.match(textOf(await render('home', { locale: 'en' })), 'Demo data')
})

t.test('where nothing works any more the headline says so, as the incident does', async (t) => {
  const snapshot = sampleSnapshot('walletDown')
  const out = <One extends object>(one: One) => ({ ...one, state: 'major_outage' as const })
  const groups = snapshot.groups.map((group) => ({
    ...group,
    components: group.components.map((one) => ({ ...out(one), parts: one.parts.map(out) })),
  }))
  const componentIds = groups.flatMap(({ components }) => components.map(({ id }) => id))
  const page = await render('home', {
    snapshot: { ...snapshot, groups, verdict: { ...snapshot.verdict, componentIds } },
  })
  t.match(textOf(page), '青舟钱包现在用不了。')
})
