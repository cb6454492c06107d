import t from 'tap'

import { answerTopUp } from '../support/answer-top-up.ts'
import { render, textOf } from '../support/render.ts'
import { sampleSnapshot } from '../support/sample-snapshot.ts'
import type { State } from '../../src/domain/state.ts'

/** The sample wallet with one channel and all its banks in one state. */
function channelIs(id: string, state: State) {
  const calm = sampleSnapshot('calm')
  return {
    ...calm,
    groups: calm.groups.map((group) => ({
      ...group,
      components: group.components.map((one) =>
        one.id === id ? { ...one, state, parts: one.parts.map((part) => ({ ...part, state })) } : one,
      ),
    })),
  }
}

void t.test('检查充值渠道：平静时每个渠道和银行都写着正常', async (t) => {
  const text = textOf(await render('help-top-up'))
  for (const name of ['借记卡', '网银', '银行转账', '现金网点']) t.match(text, new RegExp(`${name} 正常`))
  t.notMatch(text, /银行 不可用/)
  t.match(textOf(await answerTopUp({ bank: '港湾银行', channel: 'debit-card', amount: '100' })), '可以充。')
})

void t.test('检查充值渠道：一家银行坏了，只有它写着不可用，从什么时候起', async (t) => {
  const text = textOf(await render('help-top-up', { snapshot: 'bankDown' }))
  t.match(text, /港湾银行 不可用 今天 20:05 起/)
  t.match(text, /枫叶银行 正常/)
  t.match(text, /借记卡 部分不可用/)
})

void t.test('检查充值渠道：看不见的时候不说正常，也不推荐', async (t) => {
  const answer = textOf(await answerTopUp({ bank: '港湾', amount: '100' }, { snapshot: 'blind' }))
  t.match(answer, '没有最新数据，我们不能说它能用')
  t.match(answer, '现在没有别的方式可以推荐')
})

void t.test('查看余额及限制：超过哪一条限额，怎样分开，什么没有算进去', async (t) => {
  const text = textOf(await answerTopUp({ bank: '枫叶', channel: 'debit-card', amount: '8000' }))
  t.match(text, '单笔最多 5,000 元。')
  t.match(text, '第 1 天：5,000 元和3,000 元')
  t.match(text, '您今天和这个月已经充了多少，我们看不到')
  t.match(text, '银行卡里的钱够不够')
})

void t.test('查看余额及限制：平静时和故障时限额表都在', async (t) => {
  for (const snapshot of ['calm', 'bankDown', 'walletDown'] as const)
    t.match(
      textOf(await render('help-top-up', { snapshot })),
      '单笔 1 元至 5,000 元 每天最多 20,000 元',
      snapshot,
    )
})

void t.test('更换充值方式：银行坏了，先推荐不用换银行的，再推荐别家', async (t) => {
  const asked = { bank: '港湾', channel: 'debit-card', amount: '100', class: '3' }
  const text = textOf(await answerTopUp(asked, { snapshot: 'bankDown' }))
  t.match(text, '现在不行。充值（借记卡 · 港湾银行）暂时不可用。')
  t.match(text, '这些方式现在都正常，两小时内没有维护。')
  t.match(text, '充值（银行转账） 能充 100 元，免手续费')
  t.match(text, /可以换的方式.*充值（银行转账）.*充值（现金网点）/)
})

void t.test('更换充值方式：整个渠道坏了，推荐别的渠道，不推荐这个渠道的任何银行', async (t) => {
  const snapshot = channelIs('debit-card', 'major_outage')
  const text = textOf(await answerTopUp({ channel: 'debit-card', amount: '100' }, { snapshot }))
  t.match(text, '现在不行。')
  const [, others = ''] = text.split('可以换的方式')
  t.match(others, '充值（银行转账）')
  t.notMatch(others.split('已经扣款')[0], '借记卡')
})

void t.test('更换充值方式：不支持不是故障，说明原因并给出别的方式', async (t) => {
  const text = textOf(await answerTopUp({ channel: 'credit-card', amount: '100' }))
  t.match(text, '信用卡充值不支持，不是故障。')
  t.match(text, '可以换的方式')
})

void t.test('更换充值方式：什么都不行的时候直说，并给出现金和直接刷卡', async (t) => {
  const text = textOf(await answerTopUp({ amount: '100' }, { snapshot: 'blind' }))
  t.match(text, '付现金。')
  t.match(text, '把银行卡直接给店家刷')
})

void t.test('更换充值方式：坏了又超过限额时，不说少充一点就行', async (t) => {
  const over = { channel: 'debit-card', amount: '3000', class: '1' }
  const calm = textOf(await answerTopUp(over))
  t.match(calm, '少充一点，在限额以内。')
  t.notMatch(calm, '过一会儿再来看')
  const down = textOf(await answerTopUp(over, { snapshot: 'walletDown' }))
  t.match(down, '过一会儿再来看')
  t.notMatch(down, '少充一点')
})

void t.test('联系客服（多次尝试未果）：不要再试，先查账单，退回的日期，准备好要说的话', async (t) => {
  for (const snapshot of ['calm', 'bankDown'] as const) {
    const page = await render('help-top-up', { snapshot })
    const text = textOf(page)
    t.match(text, '同一种方式失败两次，就不要再试了')
    t.match(text, '不要重复付款或充值。先看账单')
    t.match(text, '没到账的钱会原路退回')
    t.match(page.body, 'href="/hotline/sheet"')
    t.match(text, '000-0000-0000')
  }
})

void t.test('联系客服（多次尝试未果）：通话单带上银行和金额', async (t) => {
  const { body } = await answerTopUp(
    { bank: '港湾', channel: 'debit-card', amount: '100' },
    { snapshot: 'bankDown' },
  )
  t.match(body, /hotline\/sheet\?[^"]*bank[^"]*debit-card-harbour[^"]*amount[^"]*100\.00/)
})
