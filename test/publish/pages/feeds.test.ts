import t from 'tap'

import type { PageName } from '../../../src/publish/page.ts'
import { render } from '../../support/render.ts'

/** Links of a head to what programs read: type and address. */
const announced = (body: string) =>
  [...body.matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g)].map(
    ([, type, href]) => [type, href?.replaceAll('&#x3D;', '=')],
  )

const feedsAt = (prefix: string, query = '') => [
  ['application/rss+xml', `${prefix}/history.rss${query}`],
  ['application/atom+xml', `${prefix}/history.atom${query}`],
  ['application/feed+json', `${prefix}/feed.json${query}`],
  ['text/calendar', `${prefix}/calendar.ics${query}`],
]

void t.test('home and history announce the feeds of everything in their own language', async (t) => {
  for (const name of ['home', 'history'] as const) {
    t.strictSame(announced((await render(name)).body), feedsAt(''), name)
    t.strictSame(announced((await render(name, { locale: 'en' })).body), feedsAt('/en'), name)
  }
})

void t.test('a component, and the history of one, announce its own', async (t) => {
  const own = feedsAt('', '?component=debit-card')
  t.strictSame(announced((await render('component', { params: { id: 'debit-card' } })).body), own)
  t.strictSame(announced((await render('history', { query: { component: 'debit-card' } })).body), own)
})

void t.test('people find the same feeds on the page', async (t) => {
  const { body } = await render('component', { params: { id: 'debit-card' } })
  const [, section = ''] = /<section id="feeds">([^]*?)<\/section>/.exec(body) ?? []
  for (const [, href] of feedsAt('', '?component=debit-card')) {
    t.match(section.replaceAll('&#x3D;', '='), `<a href="${href}"`)
  }
  t.match((await render('history')).body, '<section id="feeds">')
})

void t.test('every page leads to them, and no other page announces any', async (t) => {
  const others: readonly (readonly [PageName, Record<string, string>])[] = [
    ['emergency', {}],
    ['not-found', {}],
    ['incident', { id: 'a1b2c3d4e5f6' }],
  ]
  for (const [name, params] of others) {
    const { body } = await render(name, { params, locale: 'en' })
    t.match(body, 'href="/en/history#feeds"', name)
    t.strictSame(announced(body), [], name)
  }
})
