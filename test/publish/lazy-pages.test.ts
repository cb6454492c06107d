import { setImmediate } from 'node:timers/promises'

import t from 'tap'

import { createLog } from '../../src/lib/log.ts'
import { createLazyPages } from '../../src/publish/keeper/lazy-pages.ts'
import type { FindPage, RenderPage } from '../../src/publish/page.ts'
import { NOON } from './small-wallet.ts'
import { calmSnapshot } from './test-keeper.ts'

const asked = { locale: 'en', params: { id: 'payment' }, query: {} } as const

/** One lazy page that counts how often it is made, and how often at once, and shows when. */
const counting = () => {
  const state = { made: 0, now: NOON, broken: false, gone: false, atOnce: 0, mostAtOnce: 0, notFound: 0 }
  const component: FindPage = async (snapshot, _request, now) => {
    state.made += 1
    if (state.broken) throw new Error('template')
    if (state.gone) return undefined
    state.mostAtOnce = Math.max(state.mostAtOnce, (state.atOnce += 1))
    await setImmediate()
    state.atOnce -= 1
    return { status: 200, contentType: 'text/html', body: `${snapshot.builtAt} ${now}` }
  }
  const notFound: RenderPage = async (_snapshot, { locale }) => {
    state.notFound += 1
    return { status: 404, contentType: 'text/html', body: `nowhere in ${locale}` }
  }
  const pages = createLazyPages({
    pages: { component, 'not-found': notFound },
    clock: () => state.now,
    log: createLog('silent'),
  })
  pages.renew(calmSnapshot(), 'changed')
  return { state, pages }
}

t.test('two hundred at once cause one rendering', async (t) => {
  const { state, pages } = counting()
  const answers = await Promise.all(Array.from({ length: 200 }, () => pages.page('component', asked)))
  t.equal(state.made, 1)
  t.equal(new Set(answers).size, 1)
})

t.test('kept until something changes', async (t) => {
  const { state, pages } = counting()
  const first = await pages.page('component', asked)
  t.equal(await pages.page('component', asked), first)
  pages.renew(calmSnapshot({ builtAt: NOON + 1 }), 'changed')
  t.not(await pages.page('component', asked), first)
  t.equal(state.made, 2)
})

t.test('time that goes by makes it stale within ten seconds, not at every look', async (t) => {
  const { state, pages } = counting()
  await pages.page('component', asked)
  pages.renew(calmSnapshot({ builtAt: NOON + 1 }), 'aged')
  state.now += 9_000
  await pages.page('component', asked)
  t.equal(state.made, 1)
  state.now += 1_000
  await pages.page('component', asked)
  t.equal(state.made, 2)
})

t.test('a clock that was set back does not keep a page young', async (t) => {
  const { state, pages } = counting()
  await pages.page('component', asked)
  state.now -= 3_600_000
  await pages.page('component', asked)
  t.equal(state.made, 2)
})

t.test('who asks after a change is not given what was begun before it', async (t) => {
  const { state, pages } = counting()
  const before = pages.page('component', asked)
  while (state.made === 0) await setImmediate()
  pages.renew(calmSnapshot({ builtAt: NOON + 1 }), 'changed')
  const after = await pages.page('component', asked)
  t.match(after.forms.identity.body.toString(), `${NOON + 1} `)
  t.match((await before).forms.identity.body.toString(), `${NOON} `)
  t.equal(await pages.page('component', asked), after, 'and the older one does not take its place')
})

t.test('the last good page stays when making it fails; without one the failure is told', async (t) => {
  const { state, pages } = counting()
  const good = await pages.page('component', asked)
  state.broken = true
  pages.renew(calmSnapshot(), 'changed')
  t.equal(await pages.page('component', asked), good)
  await t.rejects(pages.page('component', { ...asked, params: { id: 'other' } }), { message: 'template' })
})

t.test('addresses that lead nowhere share one page, and push nothing out', async (t) => {
  const { state, pages } = counting()
  const kept = await pages.page('component', asked)
  state.gone = true
  const nowhere = (locale: 'zh-CN' | 'en', id: string) =>
    pages.page('component', { ...asked, locale, params: { id } })
  const answers = await Promise.all(Array.from({ length: 2_000 }, (_, n) => nowhere('en', `q${n}`)))
  t.strictSame([...new Set(answers)], [await pages.page('not-found', { ...asked, params: {} })])
  t.equal(state.notFound, 1)
  t.match((await nowhere('zh-CN', 'q')).forms.identity.body.toString(), 'nowhere in zh-CN')
  t.equal(await pages.page('component', asked), kept)
})

t.test('what is withdrawn is gone, and does not come back when pages cannot be made', async (t) => {
  const { state, pages } = counting()
  await pages.page('component', asked)
  pages.renew(calmSnapshot(), 'changed')
  state.gone = true
  t.equal((await pages.page('component', asked)).status, 404)
  state.broken = true
  await t.rejects(pages.page('component', asked), { message: 'template' })
})

t.test('however many pages are asked for at once, few are in the making', async (t) => {
  const { state, pages } = counting()
  await Promise.all(
    Array.from({ length: 100 }, (_, n) => pages.page('component', { ...asked, params: { id: `c${n}` } })),
  )
  t.equal(state.made, 100)
  t.ok(state.mostAtOnce <= 2, `${state.mostAtOnce} at once`)
})

t.test('languages and queries are different pages, the order of a query is not', async (t) => {
  const { state, pages } = counting()
  await pages.page('component', { ...asked, query: { month: '2026-03', impact: 'major' } })
  await pages.page('component', { ...asked, query: { impact: 'major', month: '2026-03' } })
  t.equal(state.made, 1)
  await pages.page('component', { ...asked, query: { month: '2026-02', impact: 'major' } })
  await pages.page('component', { ...asked, locale: 'zh-CN', query: { month: '2026-03', impact: 'major' } })
  t.equal(state.made, 3)
})
