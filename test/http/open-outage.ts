import type { Test } from 'tap'

import { buildServer } from '../../src/http/server.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { createLog } from '../../src/lib/log.ts'
import { createSite } from '../../src/publish/site.ts'
import { NOON } from '../publish/small-wallet.ts'
import { openTestStore } from '../support/store.ts'
import { sampleWallet } from '../support/sample-wallet.ts'
import { allReady } from './test-server.ts'

/** The way through an outage of the sample wallet, from a store that nothing was written to. */
export async function openOutage(t: Test): Promise<string> {
  const { db } = await openTestStore(t)
  const texts = loadTexts('templates/locales')
  const log = createLog('silent')
  const site = createSite({
    db,
    wallet: sampleWallet(),
    probes: [],
    texts,
    templates: loadTemplates('templates', texts),
    clock: () => NOON,
    log,
  })
  t.teardown(() => site.stop())
  await site.refresh()
  const app = buildServer({
    keeper: site,
    texts,
    log,
    health: { readiness: () => allReady, stats: () => ({}) },
    heartbeats: { tokens: new Map(), beat: async () => {} },
    askedOutage: site.askedOutage,
    trustProxy: false,
    security: { https: false, scriptHashes: [] },
  })
  t.teardown(() => app.close())
  return app.listen({ host: '127.0.0.1', port: 0 })
}
