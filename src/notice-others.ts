import type { Keeper } from './publish/keeper/keeper.ts'
import { latestNotices } from './store/notices/notices.ts'
import type { Store } from './store/open.ts'

export interface NoticingParts {
  readonly store: Pick<Store, 'db' | 'othersToken'>
  readonly keeper: Pick<Keeper, 'invalidate'>
  /** Somebody is to be told. */
  readonly poke: () => void
  /** Whether a notifier of ours may be writing by a connection of its own. */
  readonly notifierWrites: () => boolean
}

/** Pages are made anew so often at most where it may as well be the notifier that wrote, and nothing tells that anybody else did. */
const MAYBE_OTHERS_EVERY_MS = 5_000

/**
 * Answers what is to be done several times a second: it has pages made anew, and a notifier look, as soon as another process
 * has recorded something (`wallet-status incident …`).
 */
export async function noticeOthers({
  store,
  keeper,
  poke,
  notifierWrites,
}: NoticingParts): Promise<() => Promise<void>> {
  const look = async () => ({
    token: await store.othersToken(),
    notice: (await latestNotices(store.db, { limit: 1 }))[0]?.num,
  })
  let seen = await look()
  let seenAt = -Infinity
  return async () => {
    // Pages age whether or not anything can be recorded; that nothing was for long is what they must show then.
    keeper.invalidate('aged')
    const found = await look()
    if (found.token === seen.token) return
    // A notifier commits many times a second, and nothing of that is on a page.
    const maybeNobody = notifierWrites() && found.notice === seen.notice
    const now = performance.now()
    if (maybeNobody && now - seenAt < MAYBE_OTHERS_EVERY_MS) return
    seen = found
    seenAt = now
    keeper.invalidate('changed')
    poke()
  }
}
