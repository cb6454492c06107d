import t from 'tap'

import { createVerifyPages } from '../../src/publish/pages/verify/verify-pages.ts'
import { createMakeNow } from '../../src/publish/pages/make-now.ts'
import type { Locale } from '../../src/domain/locale.ts'
import { render, textOf } from '../support/render.ts'
import { samplePageDeps } from '../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../support/sample-snapshot.ts'

const deps = samplePageDeps()
const makeNow = createMakeNow(deps, {
  newest: () => Promise.resolve(sampleSnapshot('calm')),
  clock: () => SAMPLE_NOW,
})
const pages = createVerifyPages(makeNow, deps.wallet)
const answer = async (typed: string, locale: Locale = 'zh-CN') => textOf(await pages.answered(locale, typed))

t.test(
  '官网、应用、用户协议可以找到客服电话: the page lists the number, who says so and when it was checked',
  async (t) => {
    const text = textOf(await render('verify'))
    t.match(
      text,
      /可以打的电话 同一个号码也写在官网、应用的“帮助”和用户协议里.*000-0000-0000 客服热线 来源：示例，2026年3月1日核对/,
    )
    t.match(text, /qingzhou\.example 官网/)
    t.match(text, /青舟钱包 手机自带的应用商店/)
    t.match(await answer('０００ ００００ ００００'), /在官方名单中 客服热线/)
  },
)

t.test(
  '社交媒体上的客服账号: the official accounts, that impostors answer first, and what not to post',
  async (t) => {
    const text = textOf(await render('verify'))
    t.match(text, /社交媒体 冒充的账号往往先来回复您。不要在公开的地方贴卡号、手机号和没有打码的订单截图/)
    t.match(text, '@qingzhou_wallet')
    t.match(await answer('@qingzhou_wallet'), /在官方名单中 我们在示例微博的账号/)
    t.match(await answer('@qingzhou_wa11et', 'en'), 'Looks like ours, but is not')
  },
)

t.test('假客服电话和假网址: the difference is shown, and what to do once tricked', async (t) => {
  const text = await answer('【青舟钱包】请点 qingzh0u.example 退款，或拨打 000-0000-0003')
  t.match(text, /像我们的，但不是.*我们的是 qingzhou\.example。标出的地方不一样/)
  t.match(text, /像我们的，但不是.*标出的数字不一样/)
  t.match(text, '来电显示和短信发件人都可以伪造')
  t.match(text, '已经转了钱、给了验证码？立刻这样做')
})

t.test('冒充公检法: a public body is named, with what it never does', async (t) => {
  t.match(await answer('010-96110'), /是反诈专线的，不是我们的.*不会问密码和验证码.*前面是区号/)
  t.match(await answer('+8696110', 'en'), '96110 never has a country code in front. With one, it is forged.')
})

t.test('只呼出的号码: ours, but nobody answers there', async (t) => {
  t.match(await answer('000-0000-0002'), /是我们的，但只用来打给您，请不要回拨.*回访.*没有人接听/)
})

t.test('拿不准的都不说安全: no answer vouches for anything', async (t) => {
  for (const typed of ['000-0000-0000', 'qingzhou.example', '13800138000', 'hello', 'n0t1cec0de01']) {
    const { body } = await pages.answered('en', typed)
    const findings = /<ul class="findings">[^]*?<\/ul>/.exec(body)?.[0] ?? ''
    t.match(findings, 'class="answer"', typed)
    t.notMatch(findings, /safe|安全/i, typed)
  }
})
