import { setImmediate } from 'node:timers/promises'

import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'

import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { bytesOf, keep, pageKey, type Kept } from './kept-page.ts'
import type { Cause } from './pace.ts'
import type { FindPage, PageRequest, RenderPage } from '../page.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** Pages made when they are first asked for, and kept until something changes. */
export interface LazyPages<Name extends string> {
  /** Makes every page stale: at once where something changed, within seconds where only time went by. */
  renew(snapshot: Snapshot, cause: Cause): void
  ready(): boolean
  /** From memory while nothing has to be made anew; undefined otherwise. */
  fresh(key: string): Kept | undefined
  /**
   * From memory or made now; 200 who ask at once cause one rendering, and all who ask for what is not there get the
   * same page. Throws when it fails and never succeeded.
   */
  page(name: Name, request: PageRequest): Promise<Kept>
}

interface Entry {
  readonly kept: Kept
  /** The count of changes it was made after. */
  readonly changes: number
  readonly madeAt: number
}

const MAX_PAGES = 1_000
const MAX_BYTES = 32 * 1024 * 1024
/** A page may be this much older than the newest look when nothing changed in between. */
const AGES_AFTER_MS = 10_000
/**
 * Pages in the making at a time: one is rendered while another is compressed. More would be no sooner done, and each
 * takes megabytes while it lasts.
 */
const AT_ONCE = 2

export function createLazyPages<Name extends string>(deps: {
  readonly pages: Readonly<Record<Name, FindPage>> & { readonly 'not-found': RenderPage }
  readonly clock: Clock
  readonly log: Log
}): LazyPages<Name> {
  const { pages, clock, log } = deps
  const entries = new LRUCache<string, Entry>({
    max: MAX_PAGES,
    maxSize: MAX_BYTES,
    sizeCalculation: ({ kept }) => bytesOf(kept),
  })
  const limit = pLimit(AT_ONCE)
  const underWay = new Map<string, Promise<Kept | undefined>>()
  const failing = new Set<string>()
  let snapshot: Snapshot | undefined
  let changes = 0

  /** Undefined where there is no such thing; how that is said is a page of its own. */
  const make = async (name: Name | 'not-found', request: PageRequest): Promise<Kept | undefined> => {
    // Whoever waits for the home page is served between any two.
    await setImmediate()
    if (snapshot === undefined) throw new Error('No snapshot to make a page from yet.')
    const key = pageKey(name, request)
    const madeAfter = changes
    const now = clock()
    const before = entries.peek(key)?.kept
    const rendered = await pages[name](snapshot, request, now)
    if (failing.delete(name)) log.info({ page: name }, 'A page can be made again.')
    if (rendered === undefined) {
      entries.delete(key)
      return undefined
    }
    const kept = await keep(rendered, { locale: request.locale, at: now, before })
    // Mistakes are endless; keeping what is said of each would push out the pages people read.
    const bare = Object.keys({ ...request.params, ...request.query }).length === 0
    // What was begun before a change may be done after what was begun behind it.
    const isNewest = (entries.peek(key)?.changes ?? 0) <= madeAfter
    if (isNewest && (kept.status === 200 || bare)) entries.set(key, { kept, changes: madeAfter, madeAt: now })
    return kept
  }

  const lastGood = (name: string, key: string, err: unknown): Kept => {
    if (!failing.has(name)) log.error({ err, page: name }, 'A page cannot be made; the last good one stays.')
    failing.add(name)
    const entry = entries.get(key)
    if (entry === undefined) throw err
    return entry.kept
  }

  const freshly = (key: string): Kept | undefined => {
    const entry = entries.get(key)
    const isFresh = entry?.changes === changes && Math.abs(clock() - entry.madeAt) < AGES_AFTER_MS
    return isFresh ? entry.kept : undefined
  }

  const find = async (name: Name | 'not-found', request: PageRequest): Promise<Kept | undefined> => {
    const key = pageKey(name, request)
    const known = freshly(key)
    if (known !== undefined) return known
    // Whoever comes after a change must not be given what was begun before it.
    const turn = `${changes} ${key}`
    const joined = underWay.get(turn)
    if (joined !== undefined) return joined
    const begun = limit(() => make(name, request))
      .catch((error: unknown) => lastGood(name, key, error))
      .finally(() => underWay.delete(turn))
    underWay.set(turn, begun)
    return begun
  }

  return {
    renew(fresh, cause) {
      snapshot = fresh
      if (cause === 'changed') changes += 1
    },
    ready: () => snapshot !== undefined,
    fresh: freshly,
    async page(name, request) {
      const found = await find(name, request)
      if (found !== undefined) return found
      const { locale } = request
      const notFound = await find('not-found', { locale, params: {}, query: {} })
      if (notFound === undefined) throw new Error('There is no page for what is not there.')
      return notFound
    },
  }
}
