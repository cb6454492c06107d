import { createHash } from 'node:crypto'

import type { FastifyInstance } from 'fastify'

import { buildServer, type ServerDeps } from '../../src/http/server.ts'
import type { Readiness } from '../../src/http/routes/health.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTexts } from '../../src/lib/text.ts'
import type { Keeper, KeeperDeps } from '../../src/publish/keeper/keeper.ts'
import { openTestKeeper } from '../publish/test-keeper.ts'

export const allReady: Readiness = {
  store: { ok: true },
  buffer: { ok: true },
  flush: { ok: true },
  notices: { ok: true },
  pages: { ok: true },
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A server over a keeper of plain pages, already refreshed; closed after the test. */
export async function openTestServer(
  t: { teardown(work: () => Promise<void>): void },
  {
    keeper: keeperDeps,
    ...deps
  }: Partial<Omit<ServerDeps, 'keeper'>> & { keeper?: Partial<KeeperDeps> } = {},
): Promise<{ app: FastifyInstance; keeper: Keeper }> {
  const keeper = openTestKeeper(t, keeperDeps)
  await keeper.refresh()
  const app = buildServer({
    keeper,
    texts: loadTexts('templates/locales'),
    log: createLog('silent'),
    health: { readiness: () => allReady, stats: () => ({}) },
    heartbeats: { tokens: new Map(), beat: async () => {} },
    trustProxy: false,
    security: { https: false, scriptHashes: [] },
    ...deps,
  })
  t.teardown(() => app.close())
  return { app, keeper }
}
