import path from 'node:path'

import t from 'tap'

import { loadConfig } from '../../src/config/load.ts'
import { createPages } from '../../src/publish/pages/pages.ts'
import { render, textOf } from '../support/render.ts'
import { samplePageDeps } from '../support/sample-pages.ts'

const { wallet } = loadConfig(path.resolve(import.meta.dirname, '../../data/wallet.yaml'), {})
const pages = createPages({ ...samplePageDeps(), wallet })
const ladder = async (query: Record<string, string> = {}, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  render('help-feedback', { pages, query, locale })

t.test('直接向客服反映：有一段可以照着说的话，说完该记下什么，客服现在在不在', async (t) => {
  const text = textOf(await ladder())
  t.match(text, /当面告诉客服[^]*我对这次处理不满意[^]*请记录为投诉[^]*记下工号、时间、编号[^]*客服热线/)
  t.match(textOf(await ladder({}, 'en')), /Please record it as a complaint/)
})

t.test('填写反馈表：选类别、写经过、不要账号，带着查得到的故障', async (t) => {
  const page = await render('feedback', { pages, query: { component: 'debit-card' } })
  t.match(textOf(page), /1 个工作日内答复[^]*请不要写账号、卡号、密码和验证码[^]*我们保存什么/)
  t.match(page.body, /method="post" action="\/feedback"/)
  t.match(page.body, /value="debit-card" selected/)
  t.notMatch(page.body, /name="(account|card|phone|id)"/)
  const down = await render('feedback', { pages, query: { component: 'debit-card' }, snapshot: 'walletDown' })
  t.match(textOf(down), '您说的是这件事吗')
  t.match(down.body, 'href="/incidents/a1b2c3d4e5f6"')
  t.match((await ladder()).body, 'href="/feedback"')
  t.equal((await render('feedback', { pages, query: { component: 'no-such' } })).status, 400)
})

t.test('社交媒体维权：只列官方账号和核对日期，并说清什么不能公开发', async (t) => {
  const text = textOf(await ladder())
  t.match(text, /微信公众号[^]*暖灯钱包服务（虚构）[^]*2026年11月22日[^]*不要公开发[^]*没有打码的订单/)
  const { handles: _, ...feedback } = wallet.feedback!
  const without = createPages({
    ...samplePageDeps(),
    wallet: { ...wallet, feedback: { ...feedback, handles: [] } },
  })
  t.match(textOf(await render('help-feedback', { pages: without })), '自称是我们的账号都不是')
})

t.test('官方投诉渠道：先我们，再 12363，然后别的；各管什么、带什么、多久、几时核对过', async (t) => {
  const text = textOf(await ladder())
  t.match(
    text,
    /先打 12363，因为[^]*请报您的反馈编号[^]*客服热线[^]*12363[^]*12378[^]*约 15 个工作日[^]*12315[^]*7 个工作日[^]*12345/,
  )
  t.match(text, /管什么[^]*接听时间[^]*准备什么[^]*多久[^]*2026年11月22日/)
  const there = textOf(await ladder({ region: 'qinghai' }))
  t.match(
    there,
    /人民银行青海省[^]*2014年3月20日[^]*正在重新核对/,
    'what nobody has checked for long says so',
  )
  t.notMatch(there, '人民银行金融消费者投诉热线', 'the region’s own line stands in its place')
  t.equal((await ladder({ region: 'nowhere' })).status, 400)
})
