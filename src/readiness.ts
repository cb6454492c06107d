import { freshForMs, type Probe } from './domain/probe.ts'
import type { Readiness } from './http/routes/health.ts'
import type { Clock } from './lib/clock.ts'
import type { Keeper } from './publish/keeper/keeper.ts'
import type { Intake } from './record/intake.ts'
import { StoreUnavailable } from './store/errors.ts'
import type { Store } from './store/open.ts'

/** Nothing stored for this long means that recording is stuck, unless even the most frequent probe looks more rarely. */
const STUCK_AFTER_MS = 60_000
/** Pages older than this show that they cannot be rebuilt. */
const OLD_PAGES_MS = 60_000
/** An answer about the store older than this says nothing about now. */
const OLD_ANSWER_MS = 30_000

export interface ReadinessWatch {
  /**
   * Tries whether the store takes a write. To be called now and then rather than at every request: it writes, and a
   * locked database makes it wait on the only thread.
   */
  checkStore(): Promise<void>
  /** Says that observations were stored just now. */
  stored(): void
  /** Whether each part does its work, from memory alone. Notes are for operators and name no inner place. */
  read(): Readiness
}

export interface WatchedParts {
  readonly store: Pick<Store, 'writable'>
  readonly intake: Pick<Intake, 'waiting' | 'dropped'>
  readonly keeper: Pick<Keeper, 'health'>
  /** Whether what takes notices to people has failed just now. */
  readonly notifierFails: () => boolean
  /** All that observations come from; without any, none are waited for. */
  readonly probes: readonly Pick<Probe, 'periodMs' | 'timeoutMs'>[]
  readonly clock: Clock
}

export function createReadiness({
  store,
  intake,
  keeper,
  notifierFails,
  probes,
  clock,
}: WatchedParts): ReadinessWatch {
  const patienceMs = Math.max(STUCK_AFTER_MS, Math.min(...probes.map(freshForMs)))
  let storedAt = clock()
  let answer: { readonly check: Readiness['store']; readonly at: number } | undefined

  const storeNow = (now: number): Readiness['store'] => {
    if (answer === undefined) return { ok: false, note: 'not checked yet' }
    const ageMs = Math.max(0, now - answer.at)
    return ageMs > OLD_ANSWER_MS
      ? { ok: false, note: 'not checked lately', ageMs }
      : { ...answer.check, ageMs }
  }

  return {
    async checkStore() {
      const check = await tryWriting(store)
      answer = { check, at: clock() }
    },
    stored() {
      storedAt = clock()
    },
    read() {
      const now = clock()
      const { builtAt, failing } = keeper.health()
      const old = builtAt === undefined || now - builtAt > OLD_PAGES_MS
      return {
        store: storeNow(now),
        buffer: intake.dropped() > 0 && intake.waiting() > 0 ? { ok: false, note: 'full' } : { ok: true },
        flush: now - storedAt > patienceMs ? { ok: false, note: 'nothing recorded lately' } : { ok: true },
        pages: failing.length > 0 || old ? { ok: false, note: failing.join(', ') || 'old' } : { ok: true },
        notices: notifierFails() ? { ok: false, note: 'cannot be sent' } : { ok: true },
      }
    },
  }
}

async function tryWriting(store: WatchedParts['store']): Promise<Readiness['store']> {
  try {
    await store.writable()
    return { ok: true }
  } catch (error) {
    if (error instanceof StoreUnavailable) return { ok: false, note: error.kind }
    throw error
  }
}
