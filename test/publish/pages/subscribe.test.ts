import t from 'tap'

import { render, textOf } from '../../support/render.ts'
import { samplePageDeps } from '../../support/sample-pages.ts'
import { createPages } from '../../../src/publish/pages/pages.ts'

const INCIDENT = 'a1b2c3d4e5f6'

t.test('everything is chosen unless a link says otherwise', async (t) => {
  const { body } = await render('subscribe')
  t.match(body, 'name="scope" value="everything" checked')
  t.match(body, 'name="detail" value="every_update" checked')
  t.match(body, 'name="locale" value="zh-CN" checked')
  t.notMatch(body, /name="(topic|quiet)" value="[^"]+" checked/)
})

for (const [query, checked] of [
  [{ component: 'debit-card-harbour' }, 'component:debit-card-harbour'],
  [{ group: 'top-up' }, 'group:top-up'],
  [{ topic: 'maintenance' }, 'maintenance'],
] as const) {
  t.test(`a link to ${checked} chooses it and shows it`, async (t) => {
    const { body } = await render('subscribe', { query: { ...query, once: '1' } })
    t.match(body, 'name="scope" value="chosen" checked')
    t.match(body, `name="topic" value="${checked}" checked`)
    t.equal(body.match(/<details open>/g)?.length ?? 0, checked === 'maintenance' ? 0 : 1)
    t.match(body, 'name="detail" value="once" checked')
  })
}

t.test('one incident can be followed by itself while it lasts', async (t) => {
  const { body } = await render('subscribe', { snapshot: 'walletDown', query: { incident: INCIDENT } })
  t.match(body, `name="scope" value="incident:${INCIDENT}" checked`)
})

t.test('a link to an incident that is over says so and offers the rest', async (t) => {
  const incident = await samplePageDeps().readIncident(INCIDENT)
  if (incident === undefined) throw new Error('There is no such sample.')
  const over = { ...incident, resolvedAt: incident.startedAt + 1 }
  const pages = createPages({ ...samplePageDeps(), readIncident: async () => over })
  const page = await render('subscribe', { query: { incident: INCIDENT, once: '1' }, pages })
  t.match(textOf(page), '这次故障已经结束')
  t.notMatch(page.body, `incident:${INCIDENT}`)
  t.match(page.body, 'value="every_update" checked')
})

t.test('a link to what does not exist is a mistake that helps', async (t) => {
  for (const name of ['component', 'group', 'incident', 'topic']) {
    const page = await render('subscribe', { query: { [name]: 'no-such' } })
    t.equal(page.status, 400, name)
    t.match(textOf(page), '“no-such”', name)
  }
})

t.test(
  'home takes a mail address, trouble offers to tell its end, and every page leads to the form',
  async (t) => {
    const { body } = await render('home', { locale: 'en' })
    t.match(body, /<form [^>]*method="post" action="\/en\/subscribe">/)
    t.match(body, 'type="email" name="address"')
    t.match(body, '<a href="/en/subscribe">')
    const down = { snapshot: 'walletDown', locale: 'en' } as const
    const incident = await render('incident', { ...down, params: { id: INCIDENT } })
    t.match(
      incident.body,
      `href="/en/subscribe?incident&#x3D;${INCIDENT}&amp;once&#x3D;1">Tell me once when it works again`,
    )
    const component = await render('component', { params: { id: 'debit-card' }, locale: 'en' })
    t.match(component.body, 'Subscribe to just this')
  },
)

t.test('where no way was set up, nothing speaks of it', async (t) => {
  const { offers: _, ...deps } = samplePageDeps()
  const pages = createPages(deps)
  for (const [name, params] of [
    ['home', {}],
    ['incident', { id: INCIDENT }],
    ['component', { id: 'debit-card' }],
  ] as const) {
    const { body } = await render(name, { snapshot: 'walletDown', params, pages })
    t.notMatch(body, '/subscribe', name)
  }
  t.match(textOf(await render('subscribe', { pages })), '现在还没有开通任何通知方式')
})
