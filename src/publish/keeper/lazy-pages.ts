import { LRUCache } from 'lru-cache'

import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { bytesOf, keep, pageKey, type Kept } from './kept-page.ts'
import type { Cause } from './pace.ts'
import type { PageRequest, RenderPage } from '../page.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** Pages made when they are first asked for, and kept until something changes. */
export interface LazyPages<Name extends string> {
  /** Makes every page stale: at once where something changed, within seconds where only time went by. */
  renew(snapshot: Snapshot, cause: Cause): void
  ready(): boolean
  /** From memory or made now; 200 who ask at once cause one rendering. Throws when it fails and never succeeded. */
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

export function createLazyPages<Name extends string>(deps: {
  readonly pages: Readonly<Record<Name, RenderPage>>
  readonly clock: Clock
  readonly log: Log
}): LazyPages<Name> {
  const { pages, clock, log } = deps
  const entries = new LRUCache<string, Entry>({
    max: MAX_PAGES,
    maxSize: MAX_BYTES,
    sizeCalculation: ({ kept }) => bytesOf(kept),
  })
  const underWay = new Map<string, Promise<Kept>>()
  const failing = new Set<Name>()
  let snapshot: Snapshot | undefined
  let changes = 0

  const make = async (name: Name, request: PageRequest): Promise<Kept> => {
    if (snapshot === undefined) throw new Error('No snapshot to make a page from yet.')
    const key = pageKey(name, request)
    const madeAfter = changes
    const now = clock()
    const before = entries.peek(key)?.kept
    const rendered = await pages[name](snapshot, request, now)
    const kept = await keep(rendered, { locale: request.locale, at: now, before })
    // Addresses that lead nowhere are endless; keeping them would push out the pages people read.
    const bare = Object.keys({ ...request.params, ...request.query }).length === 0
    if (kept.status === 200 || bare) entries.set(key, { kept, changes: madeAfter, madeAt: now })
    if (failing.delete(name)) log.info({ page: name }, 'A page can be made again.')
    return kept
  }

  const lastGood = (name: Name, request: PageRequest, err: unknown): Kept => {
    if (!failing.has(name)) log.error({ err, page: name }, 'A page cannot be made; the last good one stays.')
    failing.add(name)
    const entry = entries.get(pageKey(name, request))
    if (entry === undefined) throw err
    return entry.kept
  }

  return {
    renew(fresh, cause) {
      snapshot = fresh
      if (cause === 'changed') changes += 1
    },
    ready: () => snapshot !== undefined,
    page(name, request) {
      const key = pageKey(name, request)
      const entry = entries.get(key)
      if (entry?.changes === changes && clock() - entry.madeAt < AGES_AFTER_MS) {
        return Promise.resolve(entry.kept)
      }
      // Whoever comes after a change must not be given what was begun before it.
      const turn = `${changes} ${key}`
      const joined = underWay.get(turn)
      if (joined !== undefined) return joined
      const begun = make(name, request)
        .catch((error: unknown) => lastGood(name, request, error))
        .finally(() => underWay.delete(turn))
      underWay.set(turn, begun)
      return begun
    },
  }
}
