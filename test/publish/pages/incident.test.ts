import t from 'tap'

import { LOCALES, type Locale } from '../../../src/domain/locale.ts'
import { loadTexts } from '../../../src/lib/text.ts'
import type { PublicIncident, Snapshot } from '../../../src/publish/snapshot/snapshot.ts'
import { sampleIncident } from '../../support/sample-news.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot, type SampleName } from '../../support/sample-snapshot.ts'
import { render, textOf } from '../../support/render.ts'

const given = sampleIncident(SAMPLE_NOW)

function incident(
  changes: Partial<PublicIncident>,
  locale: Locale = 'zh-CN',
  snapshot: SampleName | Snapshot = 'walletDown',
) {
  const pages = samplePages({ readIncident: () => Promise.resolve({ ...given, ...changes }) })
  return render('incident', { snapshot, params: { id: given.id }, pages, locale })
}

void t.test('the five answers stand first, in the order people ask', async (t) => {
  const { body } = await incident({})
  const questions = [...body.matchAll(/<dt>([^<]+)<\/dt>/g)].map(([, question]) => question)
  t.same(questions.slice(-5), [
    '是我的问题，还是你们的？',
    '钱安全吗？',
    '已经扣款了怎么办？',
    '现在能做什么？',
    '下次更新',
  ])
  const text = textOf({ status: 200, contentType: '', body })
  t.match(text, '安全，余额没有受影响。')
  t.match(text, '今天 21:00 前。')
})

void t.test('what nobody has said yet is answered with what is true of any incident', async (t) => {
  const text = textOf(await incident({ answers: {} }))
  t.match(text, '正在核对，有结果就写在这里。')
  t.match(text, '先看账单，不要再付一次。')
  t.match(text, '一有变化就写在这里。')
  t.notMatch(text, '余额没有受影响')
})

void t.test('a function that handles no money says so instead of leaving the question open', async (t) => {
  const text = textOf(await incident({ answers: {}, money: false }))
  t.match(text, '受影响的功能不经手资金。')
})

void t.test('a promise that was not kept is owned', async (t) => {
  const text = textOf(await incident({ answers: { nextUpdateAt: SAMPLE_NOW - 60_000 } }))
  t.match(text, '原定今天 20:30 前更新，我们晚了。')
})

void t.test('alternatives are ones that the incident has not hit', async (t) => {
  const { body } = await incident({})
  const [, list] = /现在可以改用<\/h2>([^]*?)<\/ul>/.exec(body) ?? []
  t.match(list, '/components/bank-transfer')
  t.notMatch(list, '/components/debit-card"')
})

void t.test('the scam box is on every incident', async (t) => {
  t.match(textOf(await incident({ answers: {}, money: false })), '我们不会因为这次故障打电话')
})

void t.test('an update that exists in one language is shown in it, and says so', async (t) => {
  const page = await incident({}, 'en')
  t.match(page.body, '<span lang="zh-CN">检测到异常，正在核实。</span>')
  t.match(textOf(page), '(Chinese only)')
})

void t.test('a finished incident says how long it lasted and promises nothing more', async (t) => {
  const resolvedAt = given.startedAt + 51 * 60_000
  const text = textOf(await incident({ phase: 'resolved', resolvedAt }))
  t.match(text, '51 分钟')
  t.match(text, '已经结束，不再更新。')
})

void t.test('a money incident that is over gives its result and no more advice', async (t) => {
  const texts = loadTexts('templates/locales')
  const own = (key: string) =>
    Object.fromEntries(LOCALES.map((locale) => [locale, texts.say(locale, `incident:${key}`)]))
  const answers = {
    doNow: [own('do.bill'), own('do.keep')],
    dont: [own('dont.repeat'), own('dont.scam')],
    money: {
      balanceSafe: 'checking',
      pendingRule: own('answer.pending'),
      duplicates: own('answer.duplicates'),
      actionNeeded: 'none',
    },
  } as const
  for (const phase of ['resolved', 'postmortem'] as const) {
    const text = textOf(await incident({ phase, answers }))
    t.match(text, '这次故障涉及的款项已核对完毕。')
    t.match(text, '结果看账单。')
    t.notMatch(text, /正在核对|都会核对|不要重复付款|先打开账单|不要再付|现在可以改用|请不要/)
  }
  const statement = { ...answers.money, pendingRule: { 'zh-CN': '三笔已全部退回。' } }
  const said = textOf(await incident({ phase: 'resolved', answers: { ...answers, money: statement } }))
  t.match(said, '三笔已全部退回。')
  const open = { ...answers, money: { ...statement, stillOpen: true } }
  const some = textOf(await incident({ phase: 'resolved', answers: open }))
  t.match(some, /还有一部分没有处理完.*三笔已全部退回。/)
  t.notMatch(some, '已核对完毕')
  t.match(textOf(await incident({ phase: 'resolved', answers }, 'en')), 'has all been checked')
  t.match(textOf(await incident({ answers })), /正在核对，.*不要再付一次。.*先打开账单/)
})

void t.test('nobody is sent to bills that cannot be opened', async (t) => {
  const bill = { 'zh-CN': loadTexts('templates/locales').say('zh-CN', 'incident:do.bill') }
  const down = sampleSnapshot('walletDown')
  const billsDown = down.groups.map((group) => ({
    ...group,
    components: group.components.map((one) =>
      one.id === 'bills' ? { ...one, state: 'major_outage' as const } : one,
    ),
  }))
  const signInDown = down.tasks.map((one) =>
    one.task === 'sign_in' ? { ...one, state: 'major_outage' as const } : one,
  )
  for (const snapshot of [
    { ...down, groups: billsDown },
    { ...down, tasks: signInDown },
  ]) {
    const text = textOf(await incident({ answers: { doNow: [bill] } }, 'zh-CN', snapshot))
    t.match(text, '账单也打不开，先不要再付；恢复后再看账单。')
    t.notMatch(text, /先打开账单|先看账单/)
    t.notMatch(textOf(await render('help-outage', { snapshot })), '先看账单')
  }
})

void t.test('texts people wrote are escaped', async (t) => {
  const title = { 'zh-CN': '<script>alert(1)</script>', en: '</script>' }
  const { body } = await incident({ title })
  t.notMatch(body, '<script>alert(1)')
  t.match(body, '&lt;script&gt;alert(1)')
})

void t.test('an unknown incident is a page that helps', async (t) => {
  const page = await render('incident', { params: { id: 'zzzzzzzzzzzz' } })
  t.equal(page.status, 404)
  t.match(textOf(page), '钱包现在的状态')
})

void t.test('where it works again and money is matched, what one may be told of is that', async (t) => {
  t.match((await incident({ phase: 'investigating' })).body, '>恢复后告诉我一次</a>')
  const { body } = await incident({ phase: 'reconciling' })
  t.match(body, '>资金核对完告诉我一次</a>')
  t.notMatch(body, '恢复后告诉我一次')
})
