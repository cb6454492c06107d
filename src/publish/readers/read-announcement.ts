import type { Announcement } from '../../domain/announcement.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { announcementById, announcements } from '../../store/announcements.ts'
import type { Db } from '../../store/open.ts'
import { publicAnnouncement } from '../snapshot/public-announcement.ts'

export interface AnnouncementReader {
  /** One announcement, in force or not; undefined for an unknown id and before it is published. */
  one(id: string, now: number): Promise<Announcement | undefined>
  /**
   * Newest first, published by `now`; `beforeAt` (exclusive, epoch ms of publication) reads on. Undefined where nothing
   * was published at `beforeAt`: we gave out no such place, and there would be no end of them.
   */
  archive(query: AnnouncementQuery, now: number): Promise<AnnouncementArchive | undefined>
}

export interface AnnouncementQuery {
  readonly kind?: Announcement['kind']
  readonly beforeAt?: number
}

export interface AnnouncementArchive {
  readonly announcements: readonly Announcement[]
  /** What to pass as `beforeAt` for older ones; absent when there are none. */
  readonly olderBeforeAt?: number
}

const PAGE_LENGTH = 20

export function createAnnouncementReader(deps: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'components'>
}): AnnouncementReader {
  const { db } = deps
  const componentIds = new Set(deps.wallet.components.map(({ id }) => id))

  /** Reads whole pages until one holds enough of the kind asked for; announcements are few, kinds fewer. */
  const collect = async (query: AnnouncementQuery, now: number): Promise<Announcement[]> => {
    const found: Announcement[] = []
    let beforeAt = Math.min(query.beforeAt ?? Infinity, now + 1)
    while (found.length <= PAGE_LENGTH) {
      const batch = await announcements(db, { limit: PAGE_LENGTH + 1, beforeAt })
      found.push(...batch.filter(({ kind }) => query.kind === undefined || kind === query.kind))
      const last = batch.at(-1)
      if (last === undefined || batch.length <= PAGE_LENGTH) break
      beforeAt = last.publishedAt
    }
    return found
  }

  const isPlace = async (at: number, now: number): Promise<boolean> => {
    const [published] = await announcements(db, { limit: 1, beforeAt: at + 1 })
    return at <= now && published?.publishedAt === at
  }

  return {
    async one(id, now) {
      const announcement = await announcementById(db, id)
      if (announcement === undefined || announcement.publishedAt > now) return undefined
      return publicAnnouncement(announcement, { db, componentIds })
    },
    async archive(query, now) {
      if (query.beforeAt !== undefined && !(await isPlace(query.beforeAt, now))) return undefined
      const found = await collect(query, now)
      const shown = found.slice(0, PAGE_LENGTH)
      const oldest = shown.at(-1)
      return {
        announcements: await Promise.all(
          shown.map((announcement) => publicAnnouncement(announcement, { db, componentIds })),
        ),
        ...(oldest !== undefined && found.length > PAGE_LENGTH && { olderBeforeAt: oldest.publishedAt }),
      }
    },
  }
}
