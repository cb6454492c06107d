import zlib from 'node:zlib'

import t from 'tap'

import { buildServer } from '../../src/http/server.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createSite } from '../../src/publish/site.ts'
import { addIncidentUpdate, updateIncident } from '../../src/store/incidents/incidents.ts'
import type { Db } from '../../src/store/open.ts'
import { plantSecrets, INNER } from '../publish/plant-secrets.ts'
import { recordIncident } from '../publish/record-state.ts'
import { both, MINUTE, NOON, smallWallet } from '../publish/small-wallet.ts'
import { readXml } from '../support/read-xml.ts'
import { openTestStore } from '../support/store.ts'
import { allReady, openTestServer } from './test-server.ts'

type Test = Parameters<typeof openTestStore>[0]

const texts = loadTexts('templates/locales')
const templates = loadTemplates('templates', texts)
const log = createLog('silent')

const TYPES = [
  ['/history.atom', 'application/atom+xml; charset=utf-8'],
  ['/history.rss', 'application/rss+xml; charset=utf-8'],
  ['/feed.json', 'application/feed+json; charset=utf-8'],
  ['/calendar.ics', 'text/calendar; charset=utf-8'],
] as const

/** The whole way from a store to a real socket. */
const serve = async (t: Test, db: Db) => {
  let now = NOON
  const site = { db, wallet: smallWallet, probes: [], texts, templates, log }
  const keeper = createSite({ ...site, clock: () => now })
  t.teardown(() => keeper.stop())
  await keeper.refresh()
  const app = buildServer({
    keeper,
    texts,
    log,
    health: { readiness: () => allReady, stats: () => ({}) },
    heartbeats: { tokens: new Map(), beat: async () => {} },
    trustProxy: false,
    security: { https: false, scriptHashes: [] },
  })
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const changed = async (at: number) => {
    now = at
    await keeper.refresh()
  }
  return { ask: (path: string, headers = {}) => fetch(url + path, { headers }), changed }
}

t.test('feeds are sent as what they are, in both languages, to any origin', async (t) => {
  const { db } = await openTestStore(t)
  await plantSecrets(db)
  const { ask } = await serve(t, db)
  for (const [path, type] of TYPES) {
    for (const [prefix, language] of [
      ['', 'zh-CN'],
      ['/en', 'en'],
    ] as const) {
      const answer = await ask(prefix + path, { 'accept-encoding': 'identity' })
      t.equal(answer.status, 200, prefix + path)
      t.equal(answer.headers.get('content-type'), type)
      t.equal(answer.headers.get('content-language'), language)
      t.equal(answer.headers.get('access-control-allow-origin'), '*')
      t.match(answer.headers.get('cache-control'), /^public, max-age=60, .*stale-if-error=86400$/)
      t.match(answer.headers.get('etag'), /^"[^"]+"$/)
      t.notMatch(await answer.text(), INNER, 'nothing that only operators may see')
    }
  }
})

t.test(
  'a feed that did not change is 304, one that did holds the same entry with the new word',
  async (t) => {
    const { db } = await openTestStore(t)
    await recordIncident(db, { id: 'incident0000' })
    const { ask, changed } = await serve(t, db)
    const first = await ask('/en/history.atom')
    const tag = { 'if-none-match': first.headers.get('etag') }
    const before = readXml(await first.text()).feed

    await changed(NOON + MINUTE)
    const same = await ask('/en/history.atom', tag)
    t.equal(same.status, 304)
    t.equal(same.headers.get('access-control-allow-origin'), '*')
    t.equal(await same.text(), '')

    const at = NOON + 2 * MINUTE
    const word = {
      id: 'word00000000',
      phase: 'identified',
      body: both('A cable'),
      author: 'operator',
    } as const
    await addIncidentUpdate(db, { incidentId: 'incident0000', ...word, at })
    await updateIncident(db, { id: 'incident0000', phase: 'identified' })
    await changed(at)
    const second = await ask('/en/history.atom', tag)
    t.equal(second.status, 200)
    const after = readXml(await second.text()).feed
    t.equal(before.entry.length, 1)
    t.equal(after.entry.length, 1)
    t.equal(after.entry[0].id, before.entry[0].id)
    t.equal(after.entry[0].published, before.entry[0].published)
    t.equal(after.entry[0].updated, new Date(at).toISOString())
    t.equal(after.entry[0].summary, 'A cable')
    t.match(after.entry[0].title, 'Cause found')
    t.equal(after.updated, after.entry[0].updated)
  },
)

t.test('a feed travels compressed', async (t) => {
  const { app } = await openTestServer(t)
  const plain = await app.inject('/feed.json')
  const brotli = await app.inject({ url: '/feed.json', headers: { 'accept-encoding': 'br' } })
  t.equal(brotli.headers['content-encoding'], 'br')
  t.equal(zlib.brotliDecompressSync(brotli.rawPayload).toString(), plain.body)
})

t.test('a component is asked for by its id, and nothing else in a query makes a difference', async (t) => {
  const { app } = await openTestServer(t)
  const one = await app.inject('/calendar.ics?component=payment&utm_source=x')
  t.match(one.body, '"query":{"component":"payment"}')
  t.equal(
    (await app.inject('/calendar.ics?x=1')).headers.etag,
    (await app.inject('/calendar.ics')).headers.etag,
  )
})

t.test('a component nobody knows is 404 in JSON that says where ids are found', async (t) => {
  const { app } = await openTestServer(t)
  for (const [path] of TYPES) {
    const { statusCode, headers, body } = await app.inject(`/en${path}?component=no-such`)
    t.equal(statusCode, 404, path)
    t.match(headers['content-type'], 'application/json')
    t.equal(headers['access-control-allow-origin'], '*')
    t.equal(headers['content-language'], 'en')
    t.equal(headers['cache-control'], 'no-store')
    t.match(JSON.parse(body).error, { code: 'unknown_component', message: /\/components\// })
  }
})

t.test('what cannot be a component is 400, and a feed that cannot be made 503, both in JSON', async (t) => {
  const breaking = async () => {
    throw new Error('SELECT secret FROM inner_host')
  }
  const { plainPages } = await import('../publish/plain-pages.ts')
  const pages = plainPages({ 'history-atom': breaking })
  const { app } = await openTestServer(t, { keeper: { pages } })
  const long = await app.inject(`/history.atom?component=${'x'.repeat(500)}`)
  t.equal(long.statusCode, 400)
  t.equal(JSON.parse(long.body).error.code, 'bad_request')
  const broken = await app.inject('/history.atom')
  t.equal(broken.statusCode, 503)
  t.equal(JSON.parse(broken.body).error.code, 'unavailable')
  t.notMatch(broken.body, 'SELECT')
})

t.test('browsers that ask first may ask, and feeds take nothing but questions', async (t) => {
  const { app } = await openTestServer(t)
  const preflight = await app.inject({ method: 'OPTIONS', url: '/en/feed.json' })
  t.equal(preflight.statusCode, 204)
  t.match(preflight.headers['access-control-allow-headers'], 'If-None-Match')
  const posted = await app.inject({ method: 'POST', url: '/feed.json' })
  t.equal(posted.statusCode, 405)
  t.equal(JSON.parse(posted.body).error.code, 'method_not_allowed')
})
