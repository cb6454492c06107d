import t from 'tap'

import { createHotlinePages } from '../../src/publish/pages/hotline/hotline-pages.ts'
import { createMakeNow } from '../../src/publish/pages/make-now.ts'
import { readTypedNotes, readTypedSheet } from '../../src/publish/pages/hotline/typed-call.ts'
import { render, textOf } from '../support/render.ts'
import { samplePageDeps, samplePages } from '../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot, type SampleName } from '../support/sample-snapshot.ts'
import { sampleWaits } from '../support/sample-waits.ts'

const pages = samplePages({ readHotlines: async () => sampleWaits() })
const hotline = async (locale: 'zh-CN' | 'en' = 'zh-CN') => textOf(await render('hotline', { pages, locale }))
const typed = (snapshot: SampleName = 'calm') =>
  createHotlinePages(
    createMakeNow(samplePageDeps(), {
      newest: async () => sampleSnapshot(snapshot),
      clock: () => SAMPLE_NOW,
    }),
  )
const sheet = (fields: Record<string, string>, snapshot?: SampleName) =>
  typed(snapshot).sheet('zh-CN', readTypedSheet(new URLSearchParams(fields)))

t.test('在官网找到客服电话：the directory says where on the website the number stands', async (t) => {
  const { body } = await render('hotline', { pages })
  t.match(body, '<a class="reach" href="tel:00000000000">000-0000-0000</a>')
  t.match(await hotline(), '官网： 页脚“联系我们”')
})

t.test('在应用里找到客服电话：the directory says where in the app the number stands', async (t) => {
  t.match(await hotline(), '应用： 我的 → 帮助')
})

t.test('在用户协议里找到客服电话：the directory names the clause', async (t) => {
  t.match(await hotline(), '协议： 服务协议第 2 条')
})

t.test('在社交媒体找到客服：the directory names the verified account', async (t) => {
  t.match(await hotline(), '官方社交账号： 认证公众号“青舟钱包”')
  t.match(await hotline('en'), 'Official social media account: the verified account')
})

t.test('按服务时间选时段：the page says whether somebody answers now and until when', async (t) => {
  t.match(await hotline(), /现在可以打，到 22:00（北京时间）为止/)
  t.match(await hotline(), /每天 08:00–22:00；法定节假日 09:00–18:00/)
})

t.test('避开高峰：the page names the hour of today with the shortest usual wait', async (t) => {
  t.match(await hotline(), '不急的话，今天 21:00–22:00（北京时间）打：通常等不到 1 分钟')
})

t.test('准备账户信息、问题和错误提示：the sheet holds all three, with what is broken now', async (t) => {
  const fields = { hint: '1234', what: '扣了钱没到账', error: 'E-1001 银行无响应', component: 'debit-card' }
  const text = textOf(await sheet(fields, 'walletDown'))
  for (const wanted of ['1234', '扣了钱没到账', 'E-1001 银行无响应', '有关的故障']) t.match(text, wanted)
  t.match(text, '这些不要准备，也不要说')
})

t.test('礼貌沟通、准确描述：the sheet has sentences to read out, in both languages', async (t) => {
  const page = await sheet({ who: 'family', when: '3月14日 14:05', amount: '100', order: '20260314001' })
  const text = textOf(page)
  t.match(text, '您好，我替家人打这个电话')
  t.match(text, /时间是3月14日 14:05。 金额是 100 元。 .*订单号是 20260314001。/)
  t.match(text, 'Hello, I am calling for a member of my family')
  t.match(text, 'The order number is 20260314001.')
  t.match(textOf(await sheet({ who: 'hearing' })), '请用文字和我沟通')
})

t.test('记录方案和注意事项：the notes hold what was promised and the working day to ask again', async (t) => {
  const form = new URLSearchParams({ agent: '0427', ticket: 'T-77', promise: '三天内退款', follow: '3' })
  const text = textOf(await typed().notes('zh-CN', readTypedNotes(form)))
  for (const wanted of ['0427', 'T-77', '三天内退款']) t.match(text, wanted)
  t.match(text, '3月18日 周三 还没有结果，就再打一次')
})

t.test(
  '热线可靠是服务方的责任：the page publishes how many calls were answered and the median wait, month by month',
  async (t) => {
    t.match(await hotline(), /2026年2月 93% 约 6 分钟 4,000/)
    t.match(await hotline(), '正常')
  },
)
