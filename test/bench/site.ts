import type { Config } from '../../src/config/config.ts'
import { buildServer } from '../../src/http/server.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import type { Keeper } from '../../src/publish/keeper/keeper.ts'
import { createSite } from '../../src/publish/site.ts'
import { type Recording, TEMPLATES } from './recording.ts'

export interface Site {
  readonly keeper: Keeper
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** The site over a store with its server, as src/app.ts puts them together, its keeper at hand. */
export async function openSite({ store, texts }: Recording, { wallet, probes }: Config): Promise<Site> {
  const log = createLog('error')
  const templates = loadTemplates(TEMPLATES, texts)
  const keeper = createSite({ db: store.db, wallet, probes, texts, templates, clock: systemClock, log })
  const server = buildServer({
    keeper,
    texts,
    log,
    health: { readiness: nobodyAsks, stats: () => ({}) },
    heartbeats: { tokens: new Map(), beat: async () => {} },
    trustProxy: false,
    security: { https: false, scriptHashes: [] },
  })
  await keeper.refresh()
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    keeper,
    url,
    port: Number(new URL(url).port),
    async stop() {
      await server.close()
      await keeper.stop()
    },
  }
}

function nobodyAsks(): never {
  throw new Error('Nobody asks here.')
}
