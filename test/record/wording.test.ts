import t from 'tap'

import type { LocalText } from '../../src/domain/locale.ts'
import { openTestStore } from '../support/store.ts'
import { begin, HOUR, MINUTE, SECOND, WALLET, walletOf } from './story.ts'

/** As many as have something to say to each other. */
const FEW = walletOf(
  WALLET.components.filter(({ id }) => ['pay', 'card', 'bills', 'debit', 'bank-1'].includes(id)),
)

/** Words domain.md §5.4 warns of, in both languages. */
const AVOID = /抖动|消息库|局部|少量用户|尽快|很快|应已|small subset|should be|any inconvenience|soon|!|！/

t.test('the first word: whose fault, money, what works instead, when the next comes', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 3 * MINUTE } })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  const [incident] = await story.published()
  const { body } = incident!.updates.at(-1)!
  t.equal(
    body['zh-CN'],
    '10:05 起，付款用不了。监测系统发现了异常，我们正在核实原因。这是我们的问题，不是您的手机、网络或账户出了问题。' +
      '如果刚才已经扣款却没有到账，请不要再付一次：每一笔都会核对，结果是到账或原路退回。您不需要来电。' +
      '现在可以先用：银行卡付款。下次更新：10:38 前。',
  )
  t.equal(
    body.en,
    'Unavailable since 10:05: Payment. Our monitoring noticed this and we are finding out why. ' +
      'This is on our side, not your phone, network or account. ' +
      'If you were charged and the money has not arrived, please do not pay again: every payment will be checked and ' +
      'either credited or returned to where it came from. You do not need to call. ' +
      'For now you can use: Card payment. Next update by 10:38.',
  )
})

t.test('a machine never says that money is safe, only that it is checked', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  const [{ answers } = {}] = await story.published()
  t.match(answers?.money, { balanceSafe: 'checking', actionNeeded: 'none' })
  t.match(answers?.stillWorks, [{ en: 'Card payment' }])
  t.match(answers?.dont, [{ en: /second time/ }, { 'zh-CN': /验证码/ }])
  t.match(answers?.notAffected, [{ en: 'Debit card top-up' }, { en: 'Cash agents' }])
})

t.test('who can pay in no way is sent to cash, and nobody else is', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  const cash = { en: /in cash/ }
  t.notMatch((await story.published())[0]?.answers.doNow, [{}, cash], 'cards still work')
  const worse = await begin(t)
  await worse.look(5 * MINUTE)
  await worse.look(5 * MINUTE, { pay: 'tech_fail', card: 'tech_fail' })
  t.match((await worse.published())[0]?.answers.doNow, [{}, cash])
})

t.test('a few banks of a channel are the banks’ trouble, and most of them together ours', async (t) => {
  const bodyOf = async (...banks: readonly string[]) => {
    const story = await begin(t)
    await story.look(5 * MINUTE)
    await story.look(5 * MINUTE, Object.fromEntries(banks.map((id) => [id, 'tech_fail'])))
    return (await story.published())[0]?.updates.at(-1)?.body
  }
  t.match(await bodyOf('bank-1', 'bank-2'), {
    'zh-CN': /这是银行通道的问题/,
    en: /the connection to the bank/,
  })
  t.match(await bodyOf('bank-1', 'bank-2', 'bank-3'), { 'zh-CN': /这是我们的问题/, en: /on our side/ })
})

t.test('an alternative that is out itself is not offered', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail', card: 'tech_fail' })
  const [{ answers } = {}] = await story.published()
  t.equal(answers?.stillWorks, undefined)
})

t.test('once service is back, nothing says any more that it does not work', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  await story.look(7 * MINUTE)
  const [{ answers, updates } = {}] = await story.published()
  t.match(answers?.scope, { en: 'Payment: working again; we are still watching.' })
  t.equal(answers?.stillWorks, undefined)
  t.match(updates?.[0]?.body, {
    'zh-CN': /^10:10 起，付款已经可以使用。我们会继续观察，到 10:25 没有/,
    en: /^Working again since 10:10/,
  })
})

t.test('the last word says how long it took', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(65 * MINUTE, { bills: 'tech_fail' })
  await story.look(20 * MINUTE)
  const [{ updates } = {}] = await story.published()
  t.match(updates?.[0]?.body, { 'zh-CN': /持续了 1 小时 5 分钟/, en: /lasted 1 hour 5 minutes/ })
})

t.test('every word exists in both languages and none of those to avoid', async (t) => {
  const story = await begin(t, { wallet: FEW })
  await story.look(5 * MINUTE)
  await story.look(65 * MINUTE, { pay: 'tech_fail', bills: 'slow', 'bank-1': 'tech_fail' })
  await story.look(8 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  await story.look(40 * MINUTE + 30 * SECOND)
  const incidents = await story.published()
  const words = incidents.flatMap((one) => [
    one.title,
    ...one.updates.map(({ body }) => body),
    ...textsIn(one.answers),
  ])
  t.ok(words.length > 15)
  for (const word of words) {
    t.match(word, { 'zh-CN': /\p{Script=Han}/u, en: /[a-z]/ })
    t.notMatch(`${word['zh-CN']} ${word.en}`, AVOID)
    t.notMatch(`${word['zh-CN']} ${word.en}`, /\{\{|undefined|\$/)
  }
})

function textsIn(value: unknown): LocalText[] {
  if (typeof value !== 'object' || value === null) return []
  return isText(value) ? [value] : Object.values(value).flatMap(textsIn)
}

function isText(value: object): value is LocalText {
  return 'zh-CN' in value
}

t.test('the last word does not count hours that nobody saw into the trouble without saying so', async (t) => {
  const store = await openTestStore(t)
  const story = await begin(t, { store })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const again = await begin(t, { store, from: story.now() + 2 * HOUR })
  await again.look(20 * MINUTE)
  t.match((await again.published())[0]?.updates[0]?.body, {
    'zh-CN': /从 10:05 开始，前后 2 小时 5 分钟，其中有 1 小时 \d+ 分钟我们的监测没有看到情况/,
    en: /began at 10:05; of the 2 hours 5 minutes since then, our monitoring saw nothing for 1 hour \d+ minutes/,
  })
})
