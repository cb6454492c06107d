import { LOCALES } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { SnapshotBuilder } from '../snapshot/build-snapshot.ts'
import { keep, pageKey, type Kept } from './kept-page.ts'
import { createLazyPages } from './lazy-pages.ts'
import { createPace, type Cause } from './pace.ts'
import type { FeedSet, PageRequest, PageSet, RenderPage } from '../page.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** Pages made at every refresh, in both languages, whether or not anybody asks for them. */
export const EAGER_NAMES = ['home', 'emergency', 'help-lost', 'summary'] as const

export type KeptPages = PageSet & FeedSet & { readonly summary: RenderPage }

export interface Keeper {
  /** A page that needs no making, by the key of `pageKey`: an eager one after the first refresh, any other while it is fresh. */
  kept(key: string): Kept | undefined
  /** Any page: from memory while it is fresh, otherwise made now. Throws when it cannot be made and never was. */
  page(name: keyof KeptPages, request: PageRequest): Promise<Kept>
  /** What pages are made of now, for those that are one reader's own and kept nowhere. */
  newest(): Promise<Snapshot>
  /** Has the pages rebuilt soon, in the background; asking often is cheap. */
  invalidate(cause?: Cause): void
  /** Rebuilds at once; resolves when the eager pages are finished. Never rejects: trouble is in `health()`. */
  refresh(): Promise<void>
  health(): KeeperHealth
  /** Resolves when the rebuild under way, if any, is done; there are none afterwards. */
  stop(): Promise<void>
}

interface KeeperHealth {
  /** When a snapshot was last built and every eager page made from it, epoch ms. */
  readonly builtAt?: number
  /** What fails now: reading the store, or making these pages. */
  readonly failing: readonly string[]
}

export interface KeeperDeps {
  readonly pages: KeptPages
  readonly builder: SnapshotBuilder
  /** What to show when no snapshot was ever built: `(now) => blindSnapshot(wallet, now)`. */
  readonly blind: (now: number) => Snapshot
  /** What an old snapshot becomes when none could be built for `blindAfterMs`: `blinded`. */
  readonly blinded: (snapshot: Snapshot) => Snapshot
  readonly clock: Clock
  readonly log: Log
  /** Least distance between two rebuilds, ms. */
  readonly minGapMs?: number
  /** How long the last good pages stay up unchanged while the store cannot be read, ms. */
  readonly blindAfterMs?: number
}

const RETRY_MS = 1_000

/**
 * Keeps finished buffers of pages, so that a request is a map look-up. When a build or a page fails, the last good
 * buffers stay.
 */
export function createKeeper(deps: KeeperDeps): Keeper {
  const { pages, builder, clock, log, minGapMs = 250, blindAfterMs = 10 * 60_000 } = deps
  const requests = EAGER_NAMES.flatMap((name) =>
    LOCALES.map((locale) => ({ name, request: { locale, params: {}, query: {} } })),
  )
  let eager: ReadonlyMap<string, Kept> = new Map()
  let snapshot: Snapshot | undefined
  let shown: Snapshot | undefined
  let builtAt: number | undefined
  let failing: readonly string[] = []
  let retry: NodeJS.Timeout | undefined

  const build = async (now: number, problems: Map<string, unknown>): Promise<Snapshot | undefined> => {
    try {
      return await builder.build(now)
    } catch (error) {
      problems.set('snapshot', error)
      if (snapshot === undefined) return deps.blind(now)
      return now - snapshot.builtAt > blindAfterMs ? deps.blinded(snapshot) : undefined
    }
  }

  const makeEager = async (from: Snapshot, now: number, problems: Map<string, unknown>) => {
    const made = new Map(eager)
    for (const { name, request } of requests) {
      const key = pageKey(name, request)
      try {
        const rendered = await pages[name](from, request, now)
        made.set(key, await keep(rendered, { locale: request.locale, at: now, before: eager.get(key) }))
      } catch (error) {
        problems.set(name, error)
      }
    }
    eager = made
  }

  /** Told once when it begins and once when it is over, not at every try between. */
  const tell = (problems: ReadonlyMap<string, unknown>): void => {
    for (const [part, err] of problems) {
      if (!failing.includes(part))
        log.error({ err, part }, 'Pages cannot be rebuilt; the last good ones stay.')
    }
    const over = failing.filter((part) => !problems.has(part))
    if (over.length > 0) log.info({ parts: over }, 'Pages are rebuilt again.')
    failing = [...problems.keys()]
  }

  const work = async (cause: Cause): Promise<void> => {
    const now = clock()
    const problems = new Map<string, unknown>()
    const fresh = await build(now, problems)
    if (fresh !== undefined) {
      await makeEager(fresh, now, problems)
      if (!problems.has('snapshot')) snapshot = fresh
      shown = fresh
      lazy.renew(fresh, cause)
    }
    if (problems.size === 0) builtAt = now
    tell(problems)
    clearTimeout(retry)
    if (problems.size > 0) retry = setTimeout(() => pace.ask('aged'), RETRY_MS)
  }

  const pace = createPace({ work, minGapMs })
  const lazy = createLazyPages({ pages, clock, log })

  return {
    kept: (key) => eager.get(key) ?? lazy.fresh(key),
    async page(name, request) {
      const kept = eager.get(pageKey(name, request))
      if (kept !== undefined) return kept
      if (!lazy.ready()) await pace.now()
      return lazy.page(name, request)
    },
    async newest() {
      if (shown === undefined) await pace.now()
      return shown ?? deps.blind(clock())
    },
    invalidate: (cause = 'changed') => pace.ask(cause),
    refresh: () => pace.now(),
    health: () => ({ ...(builtAt !== undefined && { builtAt }), failing }),
    async stop() {
      await pace.stop()
      clearTimeout(retry)
    },
  }
}
