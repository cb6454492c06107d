import { readFileSync } from 'node:fs'

import type { Test } from 'tap'

import type { Report, ReportSettings } from '../../../src/domain/report.ts'
import { prefixOfAddress } from '../../../src/http/askers/address-prefix.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { createReports, type Reports } from '../../../src/record/reports/reports.ts'
import { incidentById, openIncidents, type StoredIncident } from '../../../src/store/incidents/incidents.ts'
import type { Db, Store } from '../../../src/store/open.ts'
import { openEpisodes, type ReportEpisode } from '../../../src/store/reports/episodes.ts'
import { openTestStoreFile } from '../../support/store.ts'
import { MINUTE, SECOND, texts, TEN, WALLET } from '../story.ts'

export const RULES: ReportSettings = { windowMs: 30 * MINUTE, floor: 10, factor: 3, regions: [] }
export const KEY = 'a key for tests that nobody else has'

export interface Hearing {
  readonly db: Db
  readonly file: string
  readonly store: Store
  readonly reports: Reports
  now(): number
  /** Somebody at this address says that paying fails. */
  post(address: string, more?: Partial<Report>): void
  /** Lets time pass, working every so often, a minute unless said; answers how often the public saw a difference. */
  wait(ms: number, stepMs?: number): Promise<number>
  /** Moves the clock without anybody working. */
  leap(ms: number): void
  /** Works once, six seconds later, so that it judges. */
  work(): Promise<boolean>
  episodes(): Promise<ReportEpisode[]>
  drafts(): Promise<StoredIncident[]>
  incident(id: string | undefined): Promise<StoredIncident | undefined>
  /** How many marks are stored. */
  marks(): Promise<number>
  /** Every byte that is on disk. */
  bytes(): Buffer
}

interface Options {
  readonly store?: { readonly store: Store; readonly file: string }
  readonly settings?: Partial<ReportSettings>
  readonly from?: number
  readonly key?: string
}

/** Begins at 10:00 with a fresh store, or goes on with another's, as a restart does. */
export async function listen(t: Test, options: Options = {}): Promise<Hearing> {
  const { store, file } = options.store ?? (await openTestStoreFile(t))
  const { db } = store
  const reports = createReports({
    db,
    wallet: WALLET,
    settings: { ...RULES, ...options.settings },
    tokens: createTokens(options.key ?? KEY),
    texts,
  })
  let now = options.from ?? TEN
  await reports.restore(now)
  const open = async () => (await openIncidents(db)).filter(({ origin }) => origin === 'reports')
  return {
    db,
    file,
    store,
    reports,
    now: () => now,
    post: (address, more = {}) =>
      reports.hear({ componentId: 'pay', symptom: 'fails', ...more }, prefixOfAddress(address), now),
    async wait(ms, stepMs = MINUTE) {
      let seen = 0
      for (const end = now + ms; now < end;) {
        now = Math.min(end, now + stepMs)
        if ((await reports.work(now)).published) seen += 1
      }
      return seen
    },
    leap(ms) {
      now += ms
    },
    async work() {
      now += 6 * SECOND
      return (await reports.work(now)).published
    },
    episodes: () => openEpisodes(db),
    drafts: async () => (await open()).filter(({ publication }) => publication === 'draft'),
    incident: async (id) => (id === undefined ? undefined : incidentById(db, id)),
    async marks() {
      const { count } = await db
        .selectFrom('report_marks')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },
    bytes: () => Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]),
  }
}

/** The nth address of a network of its own: 1.0.x.y, 2.0.x.y and so on, each in another /16. */
export function unlike(index: number): string {
  return `${1 + (index % 200)}.${index >> 3}.${index % 7}.9`
}
