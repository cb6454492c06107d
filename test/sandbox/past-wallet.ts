import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import { writePast } from '../../src/sandbox/past/write-past.ts'
import type { Store } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'

const DATA = path.join(import.meta.dirname, '../../data')

export const PAST_FILE = path.join(DATA, 'demo-past.yaml')
/** 2026-03-14 12:00 in Shanghai. */
export const NOON = Date.UTC(2026, 2, 14, 4)
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** The shipped wallet, at the pace it is shipped with. */
export function shippedConfig() {
  return loadConfig(path.join(DATA, 'wallet.yaml'), {})
}

/** A fresh store with the shipped past before `now` in it; `fewProbes` where figures do not matter, since they take longest. */
export async function storeWithPast(
  t: Parameters<typeof openTestStore>[0],
  { now = NOON, fewProbes = false }: { readonly now?: number; readonly fewProbes?: boolean } = {},
): Promise<Store & ReturnType<typeof shippedConfig>> {
  const config = shippedConfig()
  const probes = fewProbes ? config.probes.slice(0, 3) : config.probes
  const store = await openTestStore(t)
  await writePast({ db: store.db, wallet: config.wallet, probes, now, file: PAST_FILE })
  return { ...config, ...store, probes }
}

/** Everything that a past writes, table by table. */
export async function contentsOf({ db }: Pick<Store, 'db'>): Promise<Record<string, unknown[]>> {
  return {
    settings: await db.selectFrom('settings').selectAll().execute(),
    changes: await db.selectFrom('changes').selectAll().execute(),
    states: await db.selectFrom('component_states').selectAll().execute(),
    gaps: await db.selectFrom('gaps').selectAll().execute(),
    incidents: await db.selectFrom('incidents').selectAll().execute(),
    affected: await db.selectFrom('incident_components').selectAll().execute(),
    updates: await db.selectFrom('incident_updates').selectAll().execute(),
    maintenances: await db.selectFrom('maintenances').selectAll().execute(),
    announcements: await db.selectFrom('announcements').selectAll().execute(),
    observations: await db.selectFrom('observations').selectAll().execute(),
    rollups: await db.selectFrom('rollups').selectAll().execute(),
  }
}
