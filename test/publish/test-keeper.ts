import { blinded, blindSnapshot } from '../../src/publish/snapshot/blind.ts'
import { createKeeper, type Keeper, type KeeperDeps } from '../../src/publish/keeper/keeper.ts'
import type { Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { createLog } from '../../src/lib/log.ts'
import { plainPages } from './plain-pages.ts'
import { NOON, smallWallet } from './small-wallet.ts'

/** A calm snapshot, with whatever a test cares about on top. */
export function calmSnapshot(fields: Partial<Snapshot> = {}): Snapshot {
  return {
    ...blindSnapshot(smallWallet, NOON),
    dataAt: NOON - 12_000,
    verdict: { level: 'all_clear', state: 'operational', componentIds: [] },
    ...fields,
  }
}

/** A keeper of plain pages over calm snapshots, stopped after the test. */
export function openTestKeeper(
  t: { teardown(work: () => Promise<void>): void },
  deps: Partial<KeeperDeps> = {},
): Keeper {
  const keeper = createKeeper({
    pages: plainPages(),
    builder: { build: async (now) => calmSnapshot({ builtAt: now }) },
    blind: (now) => blindSnapshot(smallWallet, now),
    blinded,
    clock: () => NOON,
    log: createLog('silent'),
    ...deps,
  })
  t.teardown(() => keeper.stop())
  return keeper
}
