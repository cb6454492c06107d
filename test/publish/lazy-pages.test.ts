import t from 'tap'

import { createLog } from '../../src/lib/log.ts'
import { createLazyPages } from '../../src/publish/keeper/lazy-pages.ts'
import type { RenderPage } from '../../src/publish/page.ts'
import { NOON } from './small-wallet.ts'
import { calmSnapshot } from './test-keeper.ts'

const asked = { locale: 'en', params: { id: 'payment' }, query: {} } as const

/** One lazy page that counts how often it is made and shows when. */
const counting = (answer: Partial<Awaited<ReturnType<RenderPage>>> = {}) => {
  const state = { made: 0, now: NOON, broken: false }
  const component: RenderPage = async (snapshot, _request, now) => {
    state.made += 1
    if (state.broken) throw new Error('template')
    return { status: 200, contentType: 'text/html', body: `${snapshot.builtAt} ${now}`, ...answer }
  }
  const pages = createLazyPages({ pages: { component }, clock: () => state.now, log: createLog('silent') })
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

t.test('who asks after a change is not given what was begun before it', async (t) => {
  const { pages } = counting()
  const before = pages.page('component', asked)
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

t.test('addresses that lead nowhere are not kept', async (t) => {
  const { state, pages } = counting({ status: 404 })
  await pages.page('component', asked)
  await pages.page('component', asked)
  t.equal(state.made, 2)
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
