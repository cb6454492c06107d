import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

import Database from 'better-sqlite3'

import type { Config } from '../../src/config/config.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import { brotliOf, GZIP } from '../../src/publish/keeper/content-form.ts'
import { keep } from '../../src/publish/keeper/kept-page.ts'
import type { PageRequest } from '../../src/publish/page.ts'
import { createPages } from '../../src/publish/pages/pages.ts'
import { createAnnouncementReader } from '../../src/publish/readers/read-announcement.ts'
import { createComponentReader } from '../../src/publish/readers/read-component.ts'
import { createHistoryReader } from '../../src/publish/readers/read-history.ts'
import { createHotlineReader } from '../../src/publish/readers/read-hotline.ts'
import { createIncidentReader } from '../../src/publish/readers/read-incident.ts'
import { createTopUpReader } from '../../src/publish/readers/read-top-up.ts'
import { createNoticeReader } from '../../src/publish/readers/read-notice.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { barePage } from './bare-page.ts'
import { bareReads, openRecordingDb } from './bare-reads.ts'
import { benchConfig } from './bench-config.ts'
import type { Bench, Figure } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf, type Pair } from './in-turn.ts'
import { TEMPLATES } from './recording.ts'
import { fillYears } from './years.ts'

const SIZES = [30, 300, 3_000]
const TIMES = 15
const DAYS = 90
const HOME: PageRequest = { locale: 'zh-CN', params: {}, query: {} }

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)

/**
 * What making the home page anew takes, second after second, while its components stay as they are; against reading
 * the same rows with better-sqlite3 alone, writing the same page with one bare template, and zlib alone.
 */
export const buildBench: Bench = {
  name: 'build',
  async run() {
    const figures: Figure[] = []
    for (const count of SIZES) figures.push(...(await figuresOf(count)))
    return figures
  },
}

/** Milliseconds. */
type Took = Readonly<Record<'snapshot' | 'page' | 'compress' | 'thread', number>>

async function figuresOf(count: number): Promise<Figure[]> {
  await using folder = await benchFolder()
  const config = benchConfig({ count, every: '1h', targetUrl: 'http://127.0.0.1:1' })
  const beganAt = Date.now()
  await fillYears(folder.path, config, { days: DAYS, now: beganAt, lookEveryMs: 3_600_000 })
  const file = path.join(folder.path, DATABASE_FILE)
  const store = await openStore({ file })
  const builder = createSnapshotBuilder({ db: store.db, wallet: config.wallet })
  const { home } = pagesOf(store.db, config)
  const first = await timed(() => builder.build(beganAt))

  const reads = await readsOf(file, config, beganAt)
  const raw = new Database(file)
  const bareFirst = await timed(async () => bareReads(raw, reads.first)())
  const read = bareReads(raw, reads.later)
  const { body: html } = await home(first.made, HOME, beganAt)
  const write = barePage(html)
  const body = Buffer.from(html)
  let now = beganAt
  const ours = (): Promise<Took> => {
    now += 1_000
    return took({
      snapshot: () => builder.build(now),
      page: (snapshot) => home(snapshot, HOME, now),
      compress: (page) => keep(page, { locale: HOME.locale, at: now }),
    })
  }
  const bare = (): Promise<Took> =>
    took({
      snapshot: async () => read(),
      page: async () => write(),
      compress: () => Promise.all([gzip(body, GZIP), brotli(body, brotliOf(body.length))]),
    })
  const runs = await inTurn(TIMES, { ours, bare })
  raw.close()
  await store.close()

  const figure = (name: string, pair: Pair): Figure => ({
    name: `${name}, ${count} components`,
    ...pair,
    unit: 'ms',
  })
  const pair = (part: keyof Took): Pair => pairOf(runs, (run) => run[part])
  // The system counts a thread's time in steps that may be longer than the work, so that only their sum says something.
  const mean = (part: keyof Took): Pair => ({
    value: meanOf(runs.ours, part),
    limit: meanOf(runs.bare, part),
  })
  return [
    figure('first snapshot', { value: first.ms, limit: bareFirst.ms }),
    figure('snapshot', pair('snapshot')),
    figure('home page', pair('page')),
    figure('compress', pair('compress')),
    figure('snapshot and page, CPU', mean('thread')),
  ]
}

/** Makes a page in three parts, each of the one before. Answers what each took, ms, and the first two of this thread's CPU. */
async function took<S, P>(parts: {
  snapshot(): Promise<S>
  page(snapshot: S): Promise<P>
  compress(page: P): Promise<unknown>
}): Promise<Took> {
  const cpu = process.threadCpuUsage()
  const snapshot = await timed(() => parts.snapshot())
  const page = await timed(() => parts.page(snapshot.made))
  const { user, system } = process.threadCpuUsage(cpu)
  const compress = await timed(() => parts.compress(page.made))
  return { snapshot: snapshot.ms, page: page.ms, compress: compress.ms, thread: (user + system) / 1_000 }
}

function meanOf(runs: readonly Took[], part: keyof Took): number {
  return runs.reduce((sum, run) => sum + run[part], 0) / runs.length
}

/** What the store is asked for a first snapshot, and for a later one. */
async function readsOf(file: string, { wallet }: Config, now: number) {
  const { db, taken, close } = openRecordingDb(file)
  const builder = createSnapshotBuilder({ db, wallet })
  await builder.build(now)
  const first = taken()
  await builder.build(now + 1_000)
  const later = taken()
  await close()
  return { first, later }
}

function pagesOf(db: Parameters<typeof createHistoryReader>[0]['db'], { wallet, probes }: Config) {
  const texts = loadTexts(path.join(TEMPLATES, 'locales'))
  return createPages({
    wallet,
    texts,
    templates: loadTemplates(TEMPLATES, texts),
    readComponent: createComponentReader({ db, wallet, probes }),
    readIncident: createIncidentReader({ db, wallet }),
    readHistory: createHistoryReader({ db, wallet }),
    readTopUp: createTopUpReader({ db, wallet, probes }),

    readHotlines: createHotlineReader({ db, wallet }),
    announcements: createAnnouncementReader({ db, wallet }),
    notices: createNoticeReader(db),
  })
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly made: T; readonly ms: number }> {
  const beganAt = performance.now()
  const made = await work()
  return { made, ms: performance.now() - beganAt }
}
