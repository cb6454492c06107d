import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import type { PublicComponent, Snapshot } from '../../../src/publish/snapshot/snapshot.ts'
import { answerTopUp } from '../../support/answer-top-up.ts'
import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../../support/sample-snapshot.ts'
import { calmBut } from '../../support/sample-trouble.ts'
import { SAMPLE_TOP_UP, sampleTopUpFigures } from '../../support/sample-top-up.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const HOUR = 3_600_000

void t.test(
  'the matrix says of every bank how it is, since when, how often and how fast it worked',
  async (t) => {
    const page = await render('help-top-up', { snapshot: 'bankDown' })
    const row =
      /<tr class="bank"><th scope="row"><a href="\/components\/debit-card-harbour">[^]*?<\/tr>/.exec(
        page.body,
      )?.[0]
    t.match(
      textOf({ ...page, body: row ?? '' }),
      '港湾银行 不可用 今天 20:05 起 99.37%（1,440 次中 1,431 次） 一半 1.4 秒内，九成 2.9 秒内（1,431 笔） 30 天内没有',
    )
    t.match(
      textOf(page),
      /港湾银行 不可用 正常 枫叶银行 正常 正常/,
      'each bank once, with what it is in each channel',
    )
  },
)

void t.test(
  'only a channel whose banks differ stands open: one word says enough of the others',
  async (t) => {
    const openOf = (body: string) =>
      [...body.matchAll(/<details id="way-([^"]+)" open>/g)].map(([, id]) => id)
    t.strictSame(openOf((await render('help-top-up', { snapshot: 'bankDown' })).body), ['debit-card'])
    t.strictSame(openOf((await render('help-top-up')).body), [])
  },
)

void t.test('a window past midnight is said to end the next day', async (t) => {
  const calm = sampleSnapshot('calm')
  const [work] = calm.maintenances
  const tonight = {
    ...work!,
    componentIds: ['debit-card'],
    startsAt: SAMPLE_NOW + 3 * HOUR,
    endsAt: SAMPLE_NOW + 5 * HOUR,
  }
  const text = textOf(await render('help-top-up', { snapshot: { ...calm, maintenances: [tonight] } }))
  t.match(text, '今天 23:31–次日 01:31')
  t.match(text, /枫叶银行 正常[^起]*起[^起]*今天 23:31–次日 01:31/, 'work on a channel is work on its banks')
})

void t.test('work that lies more than a month off is not told of yet', async (t) => {
  const calm = sampleSnapshot('calm')
  const [work] = calm.maintenances
  const startsAt = SAMPLE_NOW + 31 * 24 * HOUR
  const faroff = { ...work!, componentIds: ['debit-card'], startsAt, endsAt: startsAt + HOUR }
  const snapshot = { ...calm, maintenances: [faroff] }
  t.match(textOf(await render('help-top-up', { snapshot })), /枫叶银行 正常[^起]*起[^起]*30 天内没有/)
})

void t.test('where nobody published by when money is back, no day is spoken of', async (t) => {
  for (const [locale, called, day] of [
    ['zh-CN', '打以前，先把要说的话准备好', '过了这一天'],
    ['en', 'Before you call, have ready what to say', 'by then'],
  ] as const) {
    const text = textOf(await answerTopUp({ channel: 'credit-card', amount: '100' }, { locale }))
    t.match(text, called, locale)
    t.notMatch(text, day, locale)
    const promised = textOf(await answerTopUp({ channel: 'debit-card', amount: '100' }, { locale }))
    t.match(promised, day, locale)
  }
})

void t.test('limits stand with their source, and what is not offered with its reason', async (t) => {
  const text = textOf(await render('help-top-up'))
  t.match(
    text,
    '充值（借记卡） 单笔 1 元至 5,000 元 每天最多 20,000 元 来源：示例条款，2026年3月1日核对 免费',
  )
  t.match(text, '充值（现金网点） 单笔 10 元至 1,000 元')
  t.match(text, '每笔 0.50 元')
  t.match(text, '信用卡充值 不支持 信用卡只能付款，不能往余额里充值。')
  t.match(text, 'I 类账户 一共最多用余额付 1,000 元。')
})

void t.test(
  'a quote that is stricter than what is published is shown beside it, another is not',
  async (t) => {
    const wallet = sampleWallet()
    const quote = { at: SAMPLE_NOW, perTransaction: 500_00, perDay: 90_000_00, fee: 0 }
    const figures = new Map(sampleTopUpFigures()).set('debit-card', { good: 1, looks: 1, quote })
    const pages = samplePages({ wallet, readTopUp: async () => figures })
    t.match(textOf(await render('help-top-up', { pages })), '对方现在说： 单笔最多 500 元 来源')
  },
)

void t.test('what is announced to change is told with its day', async (t) => {
  const [first] = SAMPLE_TOP_UP.terms
  const next = { ...first!, limits: { perDay: 30_000_00 }, validFrom: '2026-04-01' }
  const wallet = { ...sampleWallet(), topUp: { ...SAMPLE_TOP_UP, terms: [...SAMPLE_TOP_UP.terms, next] } }
  t.match(
    textOf(await render('help-top-up', { pages: samplePages({ wallet }) })),
    '从4月1日 周三起：每天最多 30,000 元',
  )
})

void t.test('the answer counts fee and limit exactly and names the day money is back', async (t) => {
  const text = textOf(await answerTopUp({ channel: 'cash-agent', amount: '９９．５元', class: '2' }))
  t.match(text, '可以充。充值（现金网点）现在正常，99.50 元没有超过限额。')
  t.match(text, '手续费 0.50 元')
  t.match(text, '3 个工作日内。今天扣的，最迟3月18日 周三。')
  t.match(text, '节假日还没有公布', 'the sample wallet has no calendar')
})

void t.test('too much at once is split, and the parts are told', async (t) => {
  const text = textOf(await answerTopUp({ bank: 'HMB', channel: 'debit-card', amount: '28000', class: '3' }))
  t.match(text, '可以，但要分几次充。')
  t.match(text, '每天最多 20,000 元。 单笔最多 5,000 元。')
  t.match(text, '第 1 天：5,000 元、5,000 元、5,000 元和5,000 元')
  t.match(text, '第 2 天：5,000 元和3,000 元')
})

void t.test('nobody is sent to other ways where none is left', async (t) => {
  const calm = sampleSnapshot('calm')
  const out = <T extends object>(one: T) => ({ ...one, state: 'major_outage' as const })
  const groups = calm.groups.map((group) => ({
    ...group,
    components: group.components.map((one) => ({ ...out(one), parts: one.parts.map(out) })),
  }))
  const text = textOf(await answerTopUp({ channel: 'debit-card' }, { snapshot: { ...calm, groups } }))
  t.match(text, '请不要反复试。')
  t.match(text, '现在没有别的方式可以推荐')
  t.notMatch(text, '换下面的方式')
})

void t.test('an amount beyond what a class may pay is not recommended anywhere', async (t) => {
  const text = textOf(await answerTopUp({ amount: '2000', class: '1' }))
  t.match(text, 'I 类账户一共只能用余额付 1,000 元。')
  t.match(text, '现在没有别的方式可以推荐')
  t.notMatch(text, '可以充。')
})

void t.test('what cannot be read is said beside its field, and no stranger’s words stay', async (t) => {
  for (const locale of LOCALES) {
    const { status, body } = await answerTopUp(
      { bank: '<月亮>', amount: '1e9', class: '7', channel: 'boat' },
      { locale },
    )
    t.equal(status, 400)
    for (const field of ['bank', 'amount', 'class', 'channel'])
      t.match(body, new RegExp(`id="${field}"[^>]*aria-invalid="true" aria-describedby="${field}-wrong"`))
    t.match(body, 'value="1e9"')
    t.notMatch(body, '月亮')
    t.notMatch(body, 'class="verdict')
  }
})

void t.test('whose trouble it is is said by the rule that incidents go by', async (t) => {
  const asked = { bank: 'debit-card-harbour', channel: 'debit-card' }
  t.match(textOf(await answerTopUp(asked, { snapshot: 'bankDown' })), '是银行通道的问题，不是您的手机。')
  t.match(textOf(await answerTopUp(asked, { snapshot: 'walletDown' })), '是我们的问题，不是您的手机。')
})

void t.test('a bank’s name but for a slip offers the bank, with what else was asked', async (t) => {
  const { status, body } = await answerTopUp({ bank: '枫业银行', amount: '100' })
  t.equal(status, 400)
  t.match(body, '您说的是不是：')
  t.match(
    body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
    'href="/help/top-up?bank=debit-card-maple&amount=100.00"',
  )
  t.notMatch(body, '枫业')
  t.match(
    (await answerTopUp({ bank: 'Harbr' }, { locale: 'en' })).body,
    /Did you mean:.*>Harbour/,
    'half a name',
  )
  const english = await answerTopUp({ bank: 'Harbor Bank' }, { locale: 'en' })
  t.match(english.body, /Did you mean:.*>Harbour Bank<\/a>/)
  for (const bank of ['月亮', 'x', '登录 evil.example']) {
    t.notMatch((await answerTopUp({ bank })).body, '您说的是不是', bank)
  }
})

void t.test('a link that names a bank by its id shows its name', async (t) => {
  const { body } = await answerTopUp({ bank: 'debit-card-maple' })
  t.match(body, 'value="枫叶银行"')
})

void t.test(
  'an answer is kept out of search engines, and goes on to the call sheet with what was asked',
  async (t) => {
    const { body } = await answerTopUp({ bank: '枫叶', channel: 'debit-card', amount: '100' })
    t.match(body, '<meta name="robots" content="noindex">')
    t.match(
      body,
      'href="/hotline/sheet?component&#x3D;debit-card-maple&amp;bank&#x3D;debit-card-maple&amp;amount&#x3D;100.00"',
    )
  },
)

void t.test('without terms nothing is promised', async (t) => {
  const text = textOf(await answerTopUp({ channel: 'voucher', amount: '100' }))
  t.match(text, '可以充。充值卡现在正常。')
  t.notMatch(text, '没有超过限额')
  t.match(text, '这种方式的限额没有公布')
  t.match(text, '手续费没有公布')
})

void t.test(
  'a way that is out with what it needs is out since then, whatever it does itself since another time',
  async (t) => {
    const since = (at: number, snapshot: Snapshot, id: string): Snapshot => {
      const changed = (one: PublicComponent): PublicComponent => ({
        ...one,
        ...(one.id === id && { sinceAt: at }),
        parts: one.parts.map(changed),
      })
      return {
        ...snapshot,
        groups: snapshot.groups.map((group) => ({ ...group, components: group.components.map(changed) })),
      }
    }
    for (const state of ['maintenance', 'operational', 'degraded'] as const) {
      const states = calmBut({ 'debit-card': 'major_outage', 'debit-card-harbour': state })
      const ours = since(SAMPLE_NOW - 3 * HOUR, states, 'debit-card')
      const snapshot = since(SAMPLE_NOW - HOUR, ours, 'debit-card-harbour')
      const text = textOf(await answerTopUp({ bank: '港湾银行', channel: 'debit-card' }, { snapshot }))
      t.match(text, '从什么时候起 今天 17:31', state)
      t.notMatch(text, '今天 19:31', state)
    }
  },
)
