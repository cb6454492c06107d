import type { Readiness } from './http/routes/health.ts'
import type { Keeper } from './publish/keeper/keeper.ts'
import type { Intake } from './record/intake.ts'
import { StoreUnavailable } from './store/errors.ts'
import type { Store } from './store/open.ts'

/** Nothing recorded for this long means that recording is stuck: time alone is recorded every second. */
const STUCK_AFTER_MS = 60_000
/** Pages older than this show that they cannot be rebuilt. */
const OLD_PAGES_MS = 60_000

/** Whether each part does its work. Notes are for operators and name no inner place. */
export async function checkReadiness(parts: {
  readonly store: Pick<Store, 'writable'>
  readonly intake: Pick<Intake, 'waiting' | 'dropped'>
  readonly keeper: Pick<Keeper, 'health'>
  /** When anything was last recorded, epoch ms. */
  readonly recordedAt: number
  readonly now: number
}): Promise<Readiness> {
  const { store, intake, keeper, recordedAt, now } = parts
  const { builtAt, failing } = keeper.health()
  const old = builtAt === undefined || now - builtAt > OLD_PAGES_MS
  return {
    store: await checkStore(store),
    buffer: intake.dropped() > 0 && intake.waiting() > 0 ? { ok: false, note: 'full' } : { ok: true },
    flush: now - recordedAt > STUCK_AFTER_MS ? { ok: false, note: 'nothing recorded lately' } : { ok: true },
    pages: failing.length > 0 || old ? { ok: false, note: failing.join(', ') || 'old' } : { ok: true },
  }
}

async function checkStore(store: Pick<Store, 'writable'>): Promise<Readiness['store']> {
  try {
    await store.writable()
    return { ok: true }
  } catch (error) {
    if (error instanceof StoreUnavailable) return { ok: false, note: error.kind }
    throw error
  }
}
