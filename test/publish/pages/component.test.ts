import t from 'tap'

import { STATES } from '../../../src/domain/state.ts'
import { REASON_CODES, type ReasonCode } from '../../../src/domain/change.ts'
import { LOCALES } from '../../../src/domain/locale.ts'
import type { PublicComponent, Snapshot } from '../../../src/publish/snapshot/snapshot.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleSnapshot } from '../../support/sample-snapshot.ts'
import { render, textOf } from '../../support/render.ts'

function withComponent(changes: Partial<PublicComponent>): Snapshot {
  const snapshot = sampleSnapshot('calm')
  const groups = snapshot.groups.map((group) => ({
    ...group,
    components: group.components.map((one) => (one.id === 'otp' ? { ...one, ...changes } : one)),
  }))
  return { ...snapshot, groups }
}

void t.test('a channel says what is wrong, why, which banks and what to use instead', async (t) => {
  const text = textOf(await render('component', { snapshot: 'bankDown', params: { id: 'debit-card' } }))
  t.match(text, '充值（借记卡） 一部分用户用不了')
  t.match(text, '充值（借记卡 · 港湾银行）出了问题，其余部分可以用。')
  t.match(text, /港湾银行 不可用/)
  t.match(text, /枫叶银行 正常/)
  t.match(text, '现在可以改用 充值（银行转账）')
})

void t.test('a bank has a page of its own and leads to its channel', async (t) => {
  const page = await render('component', { snapshot: 'bankDown', params: { id: 'debit-card-harbour' } })
  t.equal(page.status, 200)
  t.match(page.body, 'href="/components/debit-card"')
})

void t.test('ninety bars have ninety titles, a sentence and a table', async (t) => {
  const { body } = await render('component', { params: { id: 'withdraw' } })
  t.equal(body.match(/<rect[^>]*><title>/g)?.length, 90)
  t.match(body, /aria-label="最近 90 天：/)
  t.match(body, /<caption>最近 90 天里不完全正常的日子/)
})

void t.test('every reason can be said, with figures and without, in both languages', async (t) => {
  const bare = { consecutive: 5, successRate: 0.783, samples: 23 }
  for (const code of REASON_CODES) {
    for (const sample of [bare, undefined]) {
      for (const locale of LOCALES) {
        const reason = { code, ...(sample && { sample }) }
        const page = await render('component', {
          snapshot: withComponent({ state: 'degraded', reason }),
          params: { id: 'otp' },
          locale,
        })
        t.notMatch(textOf(page), /\{\{|undefined/, `${code} ${locale}`)
      }
    }
  }
})

void t.test('every state has its shape, word and meaning', async (t) => {
  for (const state of STATES) {
    const { body } = await render('component', { snapshot: withComponent({ state }), params: { id: 'otp' } })
    t.match(body, `id="s-${state}"`)
    t.match(body, `<body class="${state}">`)
  }
})

void t.test('what is only slow is not said to fail', async (t) => {
  const said = async (code: ReasonCode) =>
    textOf(
      await render('component', {
        snapshot: withComponent({ state: 'degraded', reason: { code } }),
        params: { id: 'otp' },
      }),
    )
  t.match(await said('consecutive_slow'), '能用，只是比平常慢。')
  t.notMatch(await said('consecutive_slow'), '有时失败')
  t.match(await said('consecutive_pending'), '充值到账比平常慢')
  t.match(await said('success_rate'), '有时失败。')
  t.match(await said('flapping'), '时好时坏。可以用')
  t.match(await said('part_impaired'), '有时慢，有时失败。')
})

void t.test(
  'how fast it answers and how long money takes are drawn and told, of two days and of thirty',
  async (t) => {
    const chartsOf = async (id: string) => {
      const { body } = await render('component', { params: { id } })
      const charts = [...body.matchAll(/<figcaption>([^<]*)<[^]*?<svg[^>]*role="img"[^>]*>([^]*?)<\/svg>/g)]
      for (const [, title = '', drawing = ''] of charts) t.match(drawing, /class="line" d="M[\d.]/, title)
      return charts.map(([, title]) => title)
    }
    const latency = (span: string) => `回应有多快：最近 ${span}`
    const credit = (span: string) => `充值多久到账：最近 ${span}`
    t.strictSame(await chartsOf('debit-card'), [
      latency('48 小时'),
      credit('48 小时'),
      latency('30 天'),
      credit('30 天'),
    ])
    t.strictSame(await chartsOf('otp'), [latency('48 小时'), latency('30 天')])
  },
)

void t.test('what was never measured shows no chart and no figure', async (t) => {
  const nothing = {
    latencyDays: [],
    latencyHours: [],
    creditDays: [],
    creditHours: [],
    recent: [],
    incidents: [],
    maintenances: [],
  }
  const pages = samplePages({ readComponent: () => Promise.resolve(nothing) })
  const uptime = { coverage: 0, downMs: 0, degradedMs: 0 }
  const text = textOf(
    await render('component', { snapshot: withComponent({ uptime }), params: { id: 'otp' }, pages }),
  )
  t.notMatch(text, '最近的检查')
  t.notMatch(text, '快慢')
  t.match(text, '还没有可用率 · 监测覆盖 0%')
})

void t.test('an unknown component is a page that helps', async (t) => {
  t.equal((await render('component', { params: { id: 'nothing' } })).status, 404)
})
