import path from 'node:path'

import type { Config } from '../../src/config/config.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
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
import { benchConfig } from './bench-config.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import { TEMPLATES } from './recording.ts'
import { fillYears } from './years.ts'

const SIZES = [30, 300, 3_000]
const TIMES = 15
const DAYS = 90
const HOME: PageRequest = { locale: 'zh-CN', params: {}, query: {} }

/** What making the home page anew takes, second after second, while its components stay as they are. */
export const buildBench: Bench = {
  name: 'build',
  async run() {
    const figures: Figure[] = []
    for (const count of SIZES) figures.push(...(await figuresOf(count)))
    return figures
  },
}

async function figuresOf(count: number): Promise<Figure[]> {
  await using folder = await benchFolder()
  const config = benchConfig({ count, every: '1h', targetUrl: 'http://127.0.0.1:1' })
  const beganAt = Date.now()
  await fillYears(folder.path, config, { days: DAYS, now: beganAt, lookEveryMs: 3_600_000 })
  const store = await openStore({ file: path.join(folder.path, DATABASE_FILE) })
  const builder = createSnapshotBuilder({ db: store.db, wallet: config.wallet })
  const { home } = pagesOf(store.db, config)
  const first = await timed(() => builder.build(beganAt))

  const took: Record<'snapshot' | 'render' | 'compress' | 'thread', number[]> = {
    snapshot: [],
    render: [],
    compress: [],
    thread: [],
  }
  for (let time = 1; time <= TIMES; time += 1) {
    const now = beganAt + time * 1_000
    const cpu = process.threadCpuUsage()
    const snapshot = await timed(() => builder.build(now))
    const page = await timed(() => home(snapshot.made, HOME, now))
    const { user, system } = process.threadCpuUsage(cpu)
    const kept = await timed(() => keep(page.made, { locale: HOME.locale, at: now }))
    took.snapshot.push(snapshot.ms)
    took.render.push(page.ms)
    took.compress.push(kept.ms)
    took.thread.push((user + system) / 1_000)
  }
  await store.close()
  const figure = (name: string, value: number): Figure => ({
    name: `${name}, ${count} components`,
    value,
    unit: 'ms',
  })
  return [
    figure('first snapshot', first.ms),
    figure('snapshot', median(took.snapshot)),
    figure('home page', median(took.render)),
    figure('compress', median(took.compress)),
    figure('snapshot and page, CPU', median(took.thread)),
  ]
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
