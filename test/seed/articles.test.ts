import t from 'tap'

import { LOCALES } from '../../src/domain/locale.ts'
import { pageText } from '../support/page-text.ts'
import { SHIPPED_ARTICLES, shippedArticle, shippedHelp, walletWith } from '../support/shipped-help.ts'

/** What the seed speaks of, the article that answers it, and a component whose fault that article must not hide. */
const TOPICS = [
  ['数字钱包的定义与功能', 'what-the-wallet-does', 'payment-code'],
  ['如何找到人工客服电话', 'find-the-hotline', 'hotline'],
  ['人工客服电话的使用指南', 'call-well', 'hotline'],
  ['被盗或丢失', 'lost-or-stolen', 'freeze'],
  ['服务故障', 'when-it-fails', 'payment-code'],
  ['充值失败', 'top-up-failed', 'debit-card'],
  ['不满意的服务体验', 'not-satisfied', 'hotline'],
] as const

for (const [statement, id, componentId] of TOPICS) {
  t.test(`${statement}：两种语言都有文章，帮助首页能点到`, async (t) => {
    for (const locale of LOCALES) {
      const prefix = locale === 'en' ? '/en' : ''
      t.match(await shippedHelp(locale), `href="${prefix}/help/${id}"`, locale)
      t.match(await shippedArticle(id, { locale }), `<html lang="${locale}">`, locale)
    }
  })

  t.test(`${statement}：文章里写着现在的状态`, async (t) => {
    for (const [locale, out] of [
      ['zh-CN', '不可用'],
      ['en', 'Down'],
    ] as const) {
      const broken = pageText(await shippedArticle(id, { locale, states: { [componentId]: 'major_outage' } }))
      t.match(broken, out, locale)
      t.notMatch(pageText(await shippedArticle(id, { locale })), new RegExp(`${out}(?!\\p{L})`, 'u'), locale)
    }
  })
}

t.test('钱包的四项功能：在线支付、转账和收款、账单管理、安全性，各带状态', async (t) => {
  const body = await shippedArticle('what-the-wallet-does', {
    states: { bills: 'degraded', transfer: 'major_outage' },
  })
  const headings = [...body.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, heading]) => heading)
  t.strictSame(headings.slice(0, 4), ['在线支付', '转账和收款', '账单管理', '安全性'])
  const section = (name: string) => pageText(body.split(`<h2>${name}</h2>`)[1]?.split('<h2>')[0] ?? '')
  t.match(section('转账和收款'), /转账给别人 .*起 不可用/)
  t.match(section('账单管理'), /账单与明细 .*起 不稳定/)
  t.match(section('安全性'), /挂失与冻结 正常/)
})

t.test('客服电话在四处能找到：官方网站、应用、协议、社交媒体', async (t) => {
  const text = pageText(await shippedArticle('find-the-hotline'))
  for (const place of ['官方网站。', '钱包应用。', '用户协议或使用说明。', '官方社交媒体账号。'])
    t.match(text, place)
})

t.test('打电话四步：准备、选时段、礼貌说清、记下来', async (t) => {
  const text = pageText(await shippedArticle('call-well'))
  for (const step of ['打之前准备什么', '等的时间短', '语气平和', '挂断以前记下什么']) t.match(text, step)
})

t.test('被盗或丢失四步：冻结、改密码、报案、跟踪', async (t) => {
  const text = pageText(await shippedArticle('lost-or-stolen'))
  for (const step of ['怎么冻结账户', '怎么改密码', '要不要报案', '怎么跟踪处理进展']) t.match(text, step)
})

t.test('冻结账户：自助冻结在维护或看不到时，不说一定能冻结；热线也打不通时，不叫人守着热线', async (t) => {
  t.match(pageText(await shippedArticle('lost-or-stolen')), '用任何一部手机都能冻结')
  for (const freeze of ['maintenance', 'unknown', 'partial_outage', 'major_outage'] as const) {
    const text = pageText(await shippedArticle('lost-or-stolen', { states: { freeze } }))
    t.notMatch(text, '用任何一部手机都能冻结', freeze)
    t.match(text, '直接打热线说“请马上冻结”', freeze)
    const states = { freeze, hotline: freeze }
    const both = pageText(await shippedArticle('lost-or-stolen', { states }))
    t.notMatch(both, '直接打热线', freeze)
    t.match(both, /不通就不要等：请运营商停用手机号.*挂失通知/, freeze)
  }
})

t.test('拨打电话：热线在维护时，文章直说可能打不通', async (t) => {
  const text = pageText(await shippedArticle('call-well', { states: { hotline: 'maintenance' } }))
  t.match(text, '热线正在计划内维护，可能打不通')
})

t.test('检查充值渠道：有一家银行在维护，就不说每一条都通，并说是哪一家', async (t) => {
  t.match(pageText(await shippedArticle('top-up-failed')), '每一条都通')
  const states = { 'debit-card-harbour': 'maintenance' } as const
  const text = pageText(await shippedArticle('top-up-failed', { states }))
  t.notMatch(text, '每一条都通')
  t.notMatch(text, '现在都正常')
  t.match(text, /现在有的在维护。 借记卡充值 · 港湾银行 .*起 维护中/)
  t.match(text, '有的充值方式或银行正在计划内维护')
})

t.test('查看余额：账单在维护时，不叫人凭账单再付一次', async (t) => {
  const text = pageText(await shippedArticle('not-credited', { states: { bills: 'maintenance' } }))
  t.match(text, '账单正在维护，可能打不开')
})

t.test('故障四步：检查网络、重启应用、官方公告、联系客服；有故障时不叫人重启', async (t) => {
  const calm = pageText(await shippedArticle('when-it-fails'))
  for (const step of ['怎么检查网络', '要重启应用吗', '看官方公告', '该联系客服']) t.match(calm, step)
  const broken = pageText(await shippedArticle('when-it-fails', { states: { 'sign-in': 'partial_outage' } }))
  t.match(broken, '重启应用也没有用')
  t.notMatch(broken, '把钱包完全关掉再打开')
  const blind = pageText(await shippedArticle('when-it-fails', { states: { 'sign-in': 'unknown' } }))
  t.match(blind, '不能说它好，也不能说它坏')
})

t.test('充值失败四步：渠道、余额与限额、换一种、联系客服', async (t) => {
  const text = pageText(await shippedArticle('top-up-failed', { states: { 'debit-card': 'major_outage' } }))
  for (const step of ['充值渠道现在正常吗', '余额够吗，超过限额了吗', '换哪种方式', '再联系客服'])
    t.match(text, step)
  const ways = /现在能用的方式：([^。]*?)银行在夜里/.exec(text)?.[1] ?? ''
  t.match(ways, '网银充值')
  t.notMatch(ways, '借记卡充值', 'what is down is not named as a way')
})

t.test('不满意四步：对客服说、反馈表、社交媒体、投诉渠道', async (t) => {
  const text = pageText(await shippedArticle('not-satisfied'))
  for (const step of ['直接对客服说', '反馈表', '社交媒体', '投诉']) t.match(text, step)
})

t.test('总结：每个主题都从一页能走到，热线的可靠是服务方的职责', async (t) => {
  const body = await shippedArticle('what-we-see', { states: { hotline: 'degraded' } })
  t.match(pageText(body), '是钱包服务方该做到的事')
  t.match(pageText(body), /人工热线 .*起 不稳定/)
  for (const id of [
    'what-the-wallet-does',
    'find-the-hotline',
    'call-well',
    'when-it-fails',
    'top-up-failed',
    'not-satisfied',
  ])
    t.match(body, `href="/help/${id}"`)
})

t.test('扣了款没到账：有自己的文章，先说不要再付', async (t) => {
  t.match(pageText(await shippedArticle('not-credited')), '不要再付一次')
  t.match(
    pageText(await shippedArticle('not-credited', { states: { bills: 'major_outage' } })),
    '账单现在也不正常',
  )
})

t.test('文章里没有一处链接缺语言前缀，也没有走不到的文章', async (t) => {
  const ids = new Set(SHIPPED_ARTICLES.map(({ id }) => id))
  for (const { id } of SHIPPED_ARTICLES) {
    const body = await shippedArticle(id, { locale: 'en', snapshot: walletWith({}) })
    const main = body.split('<main')[1]?.split('</main>')[0] ?? ''
    for (const [, href = ''] of main.matchAll(/href="(\/[^"]*)"/g)) {
      t.ok(href.startsWith('/en'), `${id}: ${href}`)
      const [, article] = /^\/en\/help\/([a-z-]+)$/.exec(href) ?? []
      if (article !== undefined && !['outage', 'top-up', 'feedback', 'lost'].includes(article))
        t.ok(ids.has(article), `${id}: ${href}`)
    }
  }
})
