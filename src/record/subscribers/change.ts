import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { updateSubscriber } from '../../store/subscribers.ts'
import type { Db } from '../../store/open.ts'
import { holderOf } from './holder-of.ts'
import { readWishes, type WishesInput } from './read-wishes.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import { SubscriptionRefused } from './subscription-refused.ts'

/**
 * Replaces what somebody wishes for; where it goes stays, since another address has to say yes itself. Answers undefined
 * for a token that is nobody's. Throws SubscriptionRefused with everything that is wrong; then nothing is written.
 */
export async function changeWishes(
  desk: Pick<SubscriberDesk, 'db' | 'wallet'>,
  token: string,
  input: WishesInput,
): Promise<StoredSubscriber | undefined> {
  return desk.db.transaction().execute(async (tx) => {
    const before = await holderOf(tx, 'manage', token)
    if (before === undefined) return undefined
    const { wishes, problems } = await readWishes(tx, desk, { input, held: before.topics })
    // Who waits for the end of something that has ended meanwhile may still change the rest.
    const told = problems.filter(({ field }) => field !== 'once' || !before.once)
    if (told.length > 0) throw new SubscriptionRefused(told)
    const { quiet: _, ...rest } = before
    const after: StoredSubscriber = { ...rest, ...wishes }
    await updateSubscriber(tx, after)
    return after
  })
}

/** Holds notices back until resumed; what is written meanwhile is not sent later. */
export async function pause(
  { db }: Pick<SubscriberDesk, 'db'>,
  token: string,
): Promise<StoredSubscriber | undefined> {
  return changeHeld(db, token, (before) =>
    before.status === 'active' ? { ...before, status: 'paused', pausedBecause: 'themselves' } : before,
  )
}

/** Goes on after a pause, whoever began it. An address that never said yes has to, first. */
export async function resume(
  { db }: Pick<SubscriberDesk, 'db'>,
  token: string,
): Promise<StoredSubscriber | undefined> {
  return changeHeld(db, token, (before) => {
    const { pausedBecause: _, ...rest } = before
    const goesOn = before.status === 'paused' && before.confirmedAt !== undefined
    return goesOn ? { ...rest, status: 'active' } : before
  })
}

/** How long a webhook's letters are signed with the key before as well, ms: time to take the new one into use. */
const BOTH_KEYS_MS = 24 * 3_600_000

/**
 * Has the letters to a webhook signed with a new key. While the key before the present one still signs there is no third
 * (`lately`): whoever has yet to take the second into use would be cut off. Answers undefined for a token that is no webhook's.
 */
export async function rotateWebhookKey(
  { db }: Pick<SubscriberDesk, 'db'>,
  token: string,
  now: number,
): Promise<'rotated' | 'lately' | undefined> {
  return db.transaction().execute(async (tx) => {
    const before = await holderOf(tx, 'manage', token)
    if (before?.transport !== 'webhook') return undefined
    const { keyVersion = '1', previousUntil = '0' } = before.settings
    if (now < Number(previousUntil)) return 'lately'
    const settings = {
      ...before.settings,
      keyVersion: String(Number(keyVersion) + 1),
      previousUntil: String(now + BOTH_KEYS_MS),
    }
    await updateSubscriber(tx, { ...before, settings })
    return 'rotated'
  })
}

async function changeHeld(
  db: Db,
  token: string,
  change: (before: StoredSubscriber) => StoredSubscriber,
): Promise<StoredSubscriber | undefined> {
  return db.transaction().execute(async (tx) => {
    const before = await holderOf(tx, 'manage', token)
    if (before === undefined) return undefined
    const after = change(before)
    if (after !== before) await updateSubscriber(tx, after)
    return after
  })
}
