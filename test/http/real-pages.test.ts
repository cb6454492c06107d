import { createHash } from 'node:crypto'

import t from 'tap'

import { buildServer } from '../../src/http/server.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { blinded, blindSnapshot } from '../../src/publish/snapshot/blind.ts'
import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import { createKeeper } from '../../src/publish/keeper/keeper.ts'
import { scriptHash } from '../../src/publish/pages/frame.ts'
import { createFeeds } from '../../src/publish/feeds/feeds.ts'
import { createPages } from '../../src/publish/pages/pages.ts'
import { createAnnouncementReader } from '../../src/publish/readers/read-announcement.ts'
import { createComponentReader } from '../../src/publish/readers/read-component.ts'
import { createHistoryReader } from '../../src/publish/readers/read-history.ts'
import { createHotlineReader } from '../../src/publish/readers/read-hotline.ts'
import { createIncidentReader } from '../../src/publish/readers/read-incident.ts'
import { createTopUpReader } from '../../src/publish/readers/read-top-up.ts'
import { createNewsReader } from '../../src/publish/readers/read-news.ts'
import { createNoticeReader } from '../../src/publish/readers/read-notice.ts'
import { createSummary } from '../../src/publish/statuspage/summary.ts'
import type { Db } from '../../src/store/open.ts'
import { INNER, innerProbes, plantSecrets } from '../publish/plant-secrets.ts'
import { NOON, smallWallet } from '../publish/small-wallet.ts'
import { openTestStore } from '../support/store.ts'
import { allReady } from './test-server.ts'

const texts = loadTexts('templates/locales')
const templates = loadTemplates('templates', texts)

/** The whole way from a store to the wire, with the pages readers get. */
const serve = async (t: { teardown(work: () => Promise<void>): void }, db: Db) => {
  const deps = { db, wallet: smallWallet }
  const readers = {
    readComponent: createComponentReader({ ...deps, probes: innerProbes }),
    readIncident: createIncidentReader(deps),
    readHistory: createHistoryReader(deps),
    readTopUp: createTopUpReader({ ...deps, probes: [] }),

    readHotlines: createHotlineReader(deps),
    announcements: createAnnouncementReader(deps),
    notices: createNoticeReader(db),
  }
  const log = createLog('silent')
  const keeper = createKeeper({
    pages: {
      ...createPages({ wallet: smallWallet, texts, templates, ...readers }),
      ...createFeeds({
        wallet: smallWallet,
        texts,
        templates,
        ...readers,
        news: createNewsReader(deps),
      }),
      summary: createSummary({ wallet: smallWallet, texts }),
    },
    builder: createSnapshotBuilder(deps),
    blind: (now) => blindSnapshot(smallWallet, now),
    blinded,
    clock: () => NOON,
    log,
  })
  t.teardown(() => keeper.stop())
  await keeper.refresh()
  const app = buildServer({
    keeper,
    texts,
    log,
    health: { readiness: () => allReady, stats: () => ({}) },
    heartbeats: { tokens: new Map([[`${INNER}-probe`, INNER]]), beat: async () => {} },
    trustProxy: false,
    security: {
      https: true,
      scriptHashes: [scriptHash(templates.render('assets/age.js', { locale: 'en' }))],
    },
  })
  t.teardown(() => app.close())
  return { app, keeper }
}

const PATHS: readonly (readonly [path: string, status: number])[] = [
  ['/', 200],
  ['/components/payment', 200],
  ['/components/debit-card-maple', 200],
  ['/components/nothing', 404],
  ['/incidents/published000', 200],
  ['/incidents/published000/card', 200],
  [`/incidents/${INNER}-draft/card`, 404],
  [`/incidents/${INNER}-draft`, 404],
  ['/history', 200],
  ['/history?month=2026-03&component=payment', 200],
  ['/history?month=soon', 400],
  ['/announcements', 200],
  ['/announcements/announced000', 200],
  ['/announcements/nothing', 404],
  ['/announcements?kind=nonsense', 400],
  ['/help/outage', 200],
  ['/help/top-up', 200],
  ['/emergency', 200],
  ['/hotline?clock=london', 200],
  ['/hotline?clock=atlantis', 400],
  ['/feedback', 200],
  ['/feedback?component=payment', 200],
  ['/help/feedback', 200],
  ['/help/feedback?region=nowhere', 400],
  ['/quality', 200],
  ['/quality?year=soon', 400],
  ['/quality/complaints.csv', 200],
  ['/verify', 200],
  ['/privacy', 200],
  ['/help/lost', 200],
  ['/help/lost/notice', 200],
  ['/nothing', 404],
  ['/api/v2/summary.json', 200],
  ['/history.rss', 200],
  ['/history.atom?component=payment', 200],
  ['/feed.json', 200],
  ['/calendar.ics', 200],
]

t.test('every page of a wallet in trouble says nothing that only operators may see', async (t) => {
  const { db } = await openTestStore(t)
  await plantSecrets(db)
  const { app, keeper } = await serve(t, db)
  t.strictSame(keeper.health().failing, [])
  for (const [path, status] of PATHS) {
    for (const prefix of ['', '/en']) {
      const { statusCode, body, headers } = await app.inject(prefix + path)
      t.equal(statusCode, status, prefix + path)
      // Whoever asks for an inner id has it already; the page for it repeats the address at most.
      t.notMatch(body.replaceAll(path, ''), INNER, prefix + path)
      t.notMatch(JSON.stringify(headers), INNER, prefix + path)
    }
  }
})

t.test(
  'style and script of every page are allowed by its policy, and nothing else in it needs to be',
  async (t) => {
    const { db } = await openTestStore(t)
    await plantSecrets(db)
    const { app } = await serve(t, db)
    for (const [path] of PATHS) {
      const { body, headers } = await app.inject(path)
      if (!String(headers['content-type']).startsWith('text/html')) continue
      const policy = String(headers['content-security-policy'])
      const inline = [...body.matchAll(/<(?:style|script)>([^]*?)<\/(?:style|script)>/g)]
      t.ok(inline.length > 0, path)
      for (const [, source = ''] of inline) {
        t.match(policy, `'sha256-${createHash('sha256').update(source).digest('base64')}'`, path)
      }
      t.notMatch(body, / style="| on[a-z]+="|javascript:/, path)
    }
  },
)

t.test('a store that cannot be read leaves every page of the last good snapshot up', async (t) => {
  const { db, close } = await openTestStore(t)
  await plantSecrets(db)
  const { app, keeper } = await serve(t, db)
  const before = await app.inject('/components/payment')
  await close()
  await keeper.refresh()
  t.strictSame(keeper.health().failing, ['snapshot'])
  for (const path of ['/', '/emergency', '/en/help/outage', '/hotline', '/nothing']) {
    t.ok((await app.inject(path)).statusCode < 500, path)
  }
  t.equal((await app.inject('/components/payment')).body, before.body)
})
