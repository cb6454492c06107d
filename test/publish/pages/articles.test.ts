import t from 'tap'

import type { ArticlePart, HelpArticle } from '../../../src/domain/help-article.ts'
import { LOCALES } from '../../../src/domain/locale.ts'
import type { State } from '../../../src/domain/state.ts'
import { pageText } from '../../support/page-text.ts'
import { render } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import type { SampleName } from '../../support/sample-snapshot.ts'
import { SHIPPED_ARTICLES, shippedArticle, shippedHelp, walletDown } from '../../support/shipped-help.ts'

function article(parts: readonly ArticlePart[]): HelpArticle {
  const version = { title: '标题', questions: ['怎么办？'], keywords: [], checkedOn: '2026-03-01', parts }
  return {
    id: 'one',
    topic: 'top_up',
    order: 1,
    componentIds: ['debit-card'],
    versions: { 'zh-CN': version, en: version },
  }
}

async function shown(parts: readonly ArticlePart[], sample: SampleName = 'calm') {
  const pages = samplePages({ articles: [article(parts)] })
  return (await render('help-article', { params: { id: 'one' }, snapshot: sample, pages })).body
}

const prose = (markdown: string): ArticlePart => ({ kind: 'prose', markdown })

interface FaqPage {
  readonly '@type': string
  readonly mainEntity: readonly {
    readonly '@type': string
    readonly name: string
    readonly acceptedAnswer: { readonly '@type': string; readonly text: string }
  }[]
}

function faqOf(body: string): FaqPage {
  const [, json = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(body) ?? []
  return JSON.parse(json)
}

t.test('an article nobody wrote is not found', async (t) => {
  t.equal((await render('help-article', { params: { id: 'none' } })).status, 404)
})

t.test('exactly one standing holds, whatever the states', async (t) => {
  const when = (standing: 'works' | 'impaired' | 'maintenance' | 'unknown'): ArticlePart => ({
    kind: 'when',
    standing,
    componentIds: ['withdraw', 'payment-code'],
    holds: [prose(`此时${standing}`)],
    otherwise: [],
  })
  const all = [when('works'), when('impaired'), when('maintenance'), when('unknown')]
  for (const [sample, standing] of [
    ['calm', 'works'],
    ['walletDown', 'impaired'],
    ['maintenance', 'maintenance'],
    ['blind', 'unknown'],
  ] as const) {
    const found = [...(await shown(all, sample)).matchAll(/此时(\w+)/g)].map(([, one]) => one)
    // Once on the page, once in what machines read.
    t.strictSame([...new Set(found)], [standing], sample)
  }
})

t.test('a state names the component, its word and since when it is so', async (t) => {
  const text = pageText(
    await shown([{ kind: 'live', block: { kind: 'state', componentIds: ['debit-card'] } }], 'bankDown'),
  )
  t.match(text, /充值（借记卡） 今天 20:05 起 部分不可用/)
})

t.test('what does not work is never named as a way that does', async (t) => {
  const block = { kind: 'alternatives', componentIds: ['payment-code', 'checkout', 'withdraw'] } as const
  const text = pageText(await shown([{ kind: 'live', block }], 'walletDown'))
  t.match(text, '现在没有看到能用的替代方式')
})

t.test('an incident stands in the answer with what to do, and its end takes it away', async (t) => {
  const block = { kind: 'incidents', componentIds: ['payment-code'] } as const
  t.match(await shown([{ kind: 'live', block }], 'walletDown'), '/incidents/a1b2c3d4e5f6')
  t.match(pageText(await shown([{ kind: 'live', block }])), '现在没有公布与此有关的故障')
})

t.test('the hotline is shown with its hours and whether it can be called now', async (t) => {
  t.match(
    pageText(await shown([{ kind: 'live', block: { kind: 'hotline' } }])),
    '现在可以打，到 22:00（北京时间）为止',
  )
})

t.test('text of an article cannot run anything', async (t) => {
  const body = await shown([
    prose('<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>'),
  ])
  t.notMatch(body, /<script>alert|href="javascript|<img/)
})

t.test('every shipped article is a valid FAQPage in both languages', async (t) => {
  for (const { id } of SHIPPED_ARTICLES)
    for (const locale of LOCALES) {
      const faq = faqOf(await shippedArticle(id, { locale }))
      t.equal(faq['@type'], 'FAQPage', id)
      t.ok(faq.mainEntity.length > 0, id)
      for (const entry of faq.mainEntity) {
        t.equal(entry['@type'], 'Question', id)
        t.equal(entry.acceptedAnswer['@type'], 'Answer', id)
        t.match(entry.name, /[?？]$/, id)
        t.match(entry.acceptedAnswer.text, /\S/, id)
        t.notMatch(entry.acceptedAnswer.text, /<\w|\{\{|&\w+;/, id)
      }
    }
})

t.test('what is live in a machine’s answer says as of when', async (t) => {
  const states: Readonly<Record<string, State>> = { 'debit-card': 'major_outage' }
  const faq = faqOf(await shippedArticle('top-up-failed', { states }))
  const answer =
    faq.mainEntity.find(({ name }) => name.includes('充值渠道现在正常吗'))?.acceptedAnswer.text ?? ''
  t.match(answer, '（截至 3月14日 周六 20:31）借记卡充值不可用（今天 20:05 起）')
})

t.test('the same words never say two things: no advice to restart beside a fault of ours', async (t) => {
  const body = await shippedArticle('when-it-fails', { snapshot: walletDown() })
  t.notMatch(body, '把钱包完全关掉再打开')
  t.notMatch(JSON.stringify(faqOf(body)), '把钱包完全关掉再打开')
})

t.test('help begins with tasks, then topics in their order, each article with its mark', async (t) => {
  const text = pageText(await shippedHelp('zh-CN', { 'debit-card': 'major_outage' }))
  t.ok(text.indexOf('您现在想做什么') < text.indexOf('用不了的时候'))
  t.ok(text.indexOf('用不了的时候') < text.indexOf('充值和到账'))
  t.match(text, '充值失败怎么办 有关的功能 不可用')
  t.match(text, '手机丢了，或钱包被盗 有关的功能 正常')
})

t.test('what nobody looked at lately is not marked as working', async (t) => {
  t.match(
    pageText(await shippedHelp('zh-CN', { freeze: 'unknown' })),
    '手机丢了，或钱包被盗 有关的功能 无最新数据',
  )
})

t.test('a wallet without articles still has help to begin with', async (t) => {
  const { status, body } = await render('help')
  t.equal(status, 200)
  t.match(body, 'href="/help/outage"')
})
