import path from 'node:path'

import type { Locale } from '../../src/domain/locale.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createFeeds } from '../../src/publish/feeds/feeds.ts'
import type { FeedName } from '../../src/publish/page.ts'
import type { NewsReader } from '../../src/publish/readers/read-news.ts'
import type { PublicMaintenance } from '../../src/publish/snapshot/snapshot.ts'
import { sampleAnnouncements, sampleIncident, sampleMaintenance, sampleOldIncident } from './sample-news.ts'
import { samplePageDeps } from './sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot, type SampleName } from './sample-snapshot.ts'
import { sampleWallet } from './sample-wallet.ts'

const TEMPLATES = path.join(import.meta.dirname, '../../templates')
const DAY_MS = 86_400_000
const texts = loadTexts(path.join(TEMPLATES, 'locales'))
const templates = loadTemplates(TEMPLATES, texts)

/** Work that was called off two days after it was announced. */
export function cancelledMaintenance(now: number): PublicMaintenance {
  const planned = sampleMaintenance(now, false)
  const cancelledAt = planned.announcedAt + 2 * DAY_MS
  return { ...planned, id: 'f6a1b2c3d4e5', status: 'cancelled', cancelledAt, sequence: 1 }
}

/** Work that was put off by a day two days after it was announced. */
export function movedMaintenance(now: number): PublicMaintenance {
  const planned = sampleMaintenance(now, false)
  const at = planned.announcedAt + 2 * DAY_MS
  const [startsAt, endsAt] = [planned.startsAt + DAY_MS, planned.endsAt + DAY_MS]
  return { ...planned, startsAt, endsAt, sequence: 1, updates: [{ at, before: planned }] }
}

/** News of the samples, whatever component is asked for. */
function sampleNews(changes: Partial<NewsReader> = {}): NewsReader {
  return {
    incidents: async () => [sampleIncident(SAMPLE_NOW), sampleOldIncident(SAMPLE_NOW)],
    announcements: async () => sampleAnnouncements(SAMPLE_NOW),
    maintenances: async () => [sampleMaintenance(SAMPLE_NOW, false), cancelledMaintenance(SAMPLE_NOW)],
    ...changes,
  }
}

/** What to write: Chinese, of everything, on a calm day and at the sample's moment unless said. */
interface Asked {
  readonly locale?: Locale
  readonly component?: string
  readonly snapshot?: SampleName
  readonly now?: number
  readonly news?: Partial<NewsReader>
  readonly page?: Parameters<typeof sampleWallet>[0]
}

/** One feed of the sample wallet as it is sent; undefined where there is none. */
export async function writeFeed(name: FeedName, asked: Asked = {}): Promise<string | undefined> {
  const { locale = 'zh-CN', component, snapshot = 'calm', now = SAMPLE_NOW, news, page } = asked
  const wallet = sampleWallet(page)
  const feeds = createFeeds({ ...samplePageDeps(), wallet, texts, templates, news: sampleNews(news) })
  const query = component === undefined ? {} : { component }
  const found = await feeds[name](sampleSnapshot(snapshot, wallet), { locale, params: {}, query }, now)
  return found?.body
}
