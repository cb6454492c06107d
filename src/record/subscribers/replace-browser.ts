import type { Recipient } from '../../domain/subscriber.ts'
import { digestOf, hasDigest } from '../../lib/tokens.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { deleteSubscribers, subscriberByAddress, updateSubscriber } from '../../store/subscribers.ts'
import { readRecipient } from './read-recipient.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import { SubscriptionRefused } from './subscription-refused.ts'

/**
 * A browser has changed where its notices go: what was wished for the old address goes on at the new one. An old address
 * that is not known changes nothing; who knows one holds it, since nobody can guess it. Throws SubscriptionRefused where
 * the new one cannot be read.
 */
export async function replaceBrowser(
  desk: SubscriberDesk,
  { replaces, given }: { readonly replaces: string; readonly given: Readonly<Record<string, string>> },
): Promise<void> {
  const to = readRecipient(desk.addresses, { transport: 'web_push', given })
  if (!to.ok) throw new SubscriptionRefused([to.problem])
  const { recipient } = to
  await desk.db.transaction().execute(async (tx) => {
    const old = await subscriberByAddress(tx, { transport: 'web_push', address: replaces })
    if (old === undefined) return
    const other = await subscriberByAddress(tx, recipient)
    // Another browser's own address is not taken over by whoever merely knows it.
    if (other !== undefined && !hasSameKeys(other, recipient)) return
    if (other !== undefined && other.num !== old.num) await deleteSubscribers(tx, [other.num])
    const { restsUntil: _, ...goesOn } = reached(old)
    await updateSubscriber(tx, { ...goesOn, ...recipient })
  })
}

/** An address is gone, not the browser: there is a new one. A person's own pause stays. */
function reached(old: StoredSubscriber): StoredSubscriber {
  if (old.pausedBecause !== 'gone') return old
  const { pausedBecause: _, ...rest } = old
  return { ...rest, status: 'active' }
}

/** Whether two recipients hold the same keys; takes as long whether they do or not. */
export function hasSameKeys(a: Pick<Recipient, 'settings'>, b: Pick<Recipient, 'settings'>): boolean {
  return hasDigest(keysOf(a), digestOf(keysOf(b)))
}

function keysOf({ settings }: Pick<Recipient, 'settings'>): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
