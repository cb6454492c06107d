import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'

import type { HelpArticle } from '../../src/domain/help-article.ts'
import type { Wallet } from '../../src/domain/wallet.ts'
import { buildServer, type ServerDeps } from '../../src/http/server.ts'
import type { Log } from '../../src/lib/log.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createReports, type Reports } from '../../src/record/reports/reports.ts'
import { createSite } from '../../src/publish/site.ts'
import { createVoteCounter } from '../../src/record/articles/vote.ts'
import { SMALL_FEEDBACK } from '../record/feedback/desk-of.ts'
import { both, smallWallet } from '../publish/small-wallet.ts'
import { openDoors, type Doors } from '../support/doors.ts'
import { allReady } from './test-server.ts'

const texts = loadTexts('templates/locales')
const templates = loadTemplates('templates', texts)

/** How readers of it may report. */
const REPORTS = {
  windowMs: 1_800_000,
  floor: 10,
  factor: 3,
  regions: [{ id: 'north', name: both('North') }],
}

/** A listening server with everything that subscribers need, over a store of its own. */
export interface OpenSite extends Doors {
  readonly app: FastifyInstance
  readonly url: string
  readonly reports: Reports
  /** Makes the pages anew. */
  refresh(): Promise<void>
  /** How often letters were said to wait. */
  asked(): number
}

export async function openSite(
  t: Test,
  {
    written = [],
    wallet: given = { ...smallWallet, feedback: SMALL_FEEDBACK },
    ...more
  }: Partial<ServerDeps> & {
    readonly log?: Log
    readonly written?: readonly HelpArticle[]
    readonly wallet?: Wallet
  } = {},
): Promise<OpenSite> {
  const doors = await openDoors(t)
  const { db, desk, now } = doors
  const log = more.log ?? createLog('silent')
  const offers = { transports: desk.addresses.offered, pushKey: 'key' }
  const wallet = { ...given, reports: REPORTS }
  const reports = createReports({ db, wallet, settings: REPORTS, tokens: createTokens('of reports'), texts })
  await reports.restore(now())
  const site = createSite({
    db,
    wallet,
    probes: [],
    texts,
    templates,
    clock: now,
    log,
    offers,
    articles: written,
  })
  t.teardown(() => site.stop())
  await site.refresh()
  let asked = 0
  const app = buildServer({
    keeper: site,
    texts,
    health: { readiness: () => allReady, stats: () => ({}) },
    heartbeats: { tokens: new Map(), beat: async () => {} },
    trustProxy: true,
    security: { https: true, scriptHashes: [] },
    topUp: site.topUp,
    hotline: site.hotline,
    reports: { reports, wallet, clock: now },
    subscriptions: {
      desk,
      personal: site.personal,
      clock: now,
      webhookSecret: ({ settings }) => `whsec_of_version_${settings['keyVersion']}`,
      onAsked: () => {
        asked += 1
      },
    },
    articles: {
      pages: site.help,
      countVote: createVoteCounter({ db, zone: smallWallet.page.zone }),
      clock: now,
    },
    feedback: { desk: { db, wallet, tokens: desk.tokens }, pages: site.feedback, clock: now },
    verify: { pages: site.verify, clock: now },
    pictures: site.pictures,
    losses: {
      desk: { db, tokens: desk.tokens, texts, zone: smallWallet.page.zone },
      pages: site.losses,
      clock: now,
      onReported: () => {
        asked += 1
      },
    },
    ...more,
    log,
  })
  t.teardown(() => app.close())
  return {
    ...doors,
    reports,
    refresh: () => site.refresh(),
    app,
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    asked: () => asked,
  }
}

/** A form as a browser sends it from one of our own pages. */
export function form(fields: Record<string, string> | [string, string][]): RequestInit {
  return {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  }
}
