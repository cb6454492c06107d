import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { drawQr } from '../../../src/publish/drawings/qr.ts'
import { sampleIncident } from '../../support/sample-news.ts'
import { render, textOf } from '../../support/render.ts'
import { SAMPLE_CODE, samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'

const INCIDENT = { snapshot: 'walletDown', params: { id: 'a1b2c3d4e5f6' } } as const

/** The text to forward, as it is copied. */
function shared(body: string): string {
  return /<p class="prose shared">([^]*?)<\/p>/.exec(body)?.[1] ?? ''
}

void t.test(
  'an incident has a text for a chat: what, since, whose fault, money, what to do, next word, where, how to check',
  async (t) => {
    const text = shared((await render('incident', INCIDENT)).body)
    t.match(
      text,
      /^【青舟钱包状态】付款、充值和转账用不了（原因已找到）\n开始：3月14日 周六 20:05\n谁的问题：是我们的问题，不是您的。\n钱安全吗：.*\n已扣款的：.*\n现在可以：.*\n下次更新：.*\n以上截至 3月14日 周六 20:31（北京时间）。\n最新进展：http:\/\/localhost:3000\/incidents\/a1b2c3d4e5f6\n/,
    )
    t.match(text, `自己打开 http://localhost:3000/verify ，输入编号 ${SAMPLE_CODE} 核对。`)
  },
)

void t.test(
  'texts to forward are short enough for a chat, in both languages, and never say “here”',
  async (t) => {
    for (const locale of LOCALES) {
      for (const [name, id] of [
        ['incident', 'a1b2c3d4e5f6'],
        ['announcement', 'd4e5f6a1b2c3'],
      ] as const) {
        const text = shared((await render(name, { ...INCIDENT, params: { id }, locale })).body)
        t.ok(text.length > 80 && text.length <= 900, `${text.length} characters`)
        t.notMatch(text, /写在这里|will be here|listed here/, text)
        if (locale === 'en') t.match(text, '/en/verify')
      }
    }
  },
)

void t.test(
  'the page on topping up has one too: every channel, and the banks that do not work',
  async (t) => {
    const text = shared((await render('help-top-up', { snapshot: 'bankDown' })).body)
    t.match(
      text,
      /^【青舟钱包状态】各种充值方式现在怎么样\n充值（借记卡）：.*\n充值（借记卡 · 港湾银行）：不可用/,
    )
    t.notMatch(text, '枫叶银行')
    t.match(text, 'http://localhost:3000/help/top-up')
  },
)

void t.test('before anybody was told, the whole message is what one checks', async (t) => {
  const pages = samplePages({
    notices: { byCode: () => Promise.resolve(undefined), codeOf: () => Promise.resolve(undefined) },
  })
  t.match(shared((await render('incident', { ...INCIDENT, pages })).body), '把这条消息贴进去核对')
})

void t.test(
  'the card for the till says both languages on one card, and where the official word is',
  async (t) => {
    for (const locale of LOCALES) {
      const page = await render('incident-card', { ...INCIDENT, locale })
      t.match(textOf(page), /青舟钱包付款暂时不稳定.*请不要重复收款.*允许改用现金、银行卡/)
      t.match(
        textOf(page),
        /Paying with Qingzhou Wallet is unstable.*do not charge again.*pay in cash, by card/,
      )
      t.match(page.body, '<section lang="zh-CN">')
      t.match(page.body, '<section lang="en">')
      t.match(page.body, 'class="qr"')
      t.match(page.body, `/incidents/a1b2c3d4e5f6`)
    }
    t.match((await render('incident', INCIDENT)).body, 'href="/incidents/a1b2c3d4e5f6/card"')
  },
)

void t.test('no card is offered once service is back, or where no payment is concerned', async (t) => {
  const incident = sampleIncident(SAMPLE_NOW)
  for (const changed of [
    { ...incident, phase: 'monitoring' as const },
    { ...incident, money: false },
    { ...incident, components: [{ componentId: 'debit-card', worst: 'major_outage' as const }] },
  ]) {
    const pages = samplePages({ readIncident: () => Promise.resolve(changed) })
    t.notMatch((await render('incident', { ...INCIDENT, pages })).body, '/card"')
    t.match(textOf(await render('incident-card', { ...INCIDENT, pages })), '不需要这张卡片')
  }
})

void t.test('home and incidents name their picture with an absolute address', async (t) => {
  const head = async (name: 'home' | 'incident', locale: 'zh-CN' | 'en') =>
    (await render(name, { ...INCIDENT, locale })).body
  t.match(await head('home', 'zh-CN'), 'property="og:image" content="http://localhost:3000/og/home.png"')
  t.match(await head('home', 'en'), 'content="http://localhost:3000/en/og/home.png"')
  t.match(await head('incident', 'en'), 'content="http://localhost:3000/en/og/incidents/a1b2c3d4e5f6.png"')
})

void t.test('a QR code is square, with light around it and its three corners', (t) => {
  const { side, path } = drawQr('https://status.example/incidents/a1b2c3d4e5f6')
  t.equal((side - 8 - 17) % 4, 0, 'modules of a QR code, and four light ones on each side')
  t.match(path, /^M4 4h7v1h-7z/)
  t.match(path, `M${side - 11} 4h7v1h-7z`)
  t.match(path, `M4 ${side - 11}h7v1h-7z`)
  t.end()
})
