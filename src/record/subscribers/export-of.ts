import { deliveriesOf } from '../../store/notices/subscriber-deliveries.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { holderOf } from './holder-of.ts'
import type { Addresses, SubscriberDesk } from './subscriber-desk.ts'

/** All that is held about a subscriber and not in the subscription itself: everything they were told. */
export interface Held {
  readonly subscriber: StoredSubscriber
  /** As it may be shown to whoever holds the link: a group's robot is not given away to the group. */
  readonly address: string
  readonly told: Awaited<ReturnType<typeof deliveriesOf>>
}

/** All that is held about whoever has this token; undefined for a token that is nobody's. */
export async function heldOf(
  { db, addresses }: Pick<SubscriberDesk, 'db' | 'addresses'>,
  token: string,
): Promise<Held | undefined> {
  const subscriber = await holderOf(db, 'manage', token)
  if (subscriber === undefined) return undefined
  return {
    subscriber,
    address: shownAddress(addresses, subscriber),
    told: await deliveriesOf(db, subscriber.num),
  }
}

/** The same as plain JSON to take away; times are ISO 8601, and of secrets it says only that they are held. */
export async function exportOf(
  desk: Pick<SubscriberDesk, 'db' | 'addresses'>,
  token: string,
  now: number,
): Promise<object | undefined> {
  const held = await heldOf(desk, token)
  if (held === undefined) return undefined
  const { subscriber, told } = held
  const { id, transport, locale, topics, detail, once, quiet, status, pausedBecause, consent } = subscriber
  return {
    exportedAt: instant(now),
    subscription: {
      id,
      transport,
      address: held.address,
      settings: Object.fromEntries(Object.keys(subscriber.settings).map((name) => [name, 'held'])),
      locale,
      topics,
      detail,
      once,
      quiet: quiet ?? null,
      status,
      pausedBecause: pausedBecause ?? null,
      createdAt: instant(subscriber.createdAt),
      confirmedAt: instant(subscriber.confirmedAt),
      consent: consent === undefined ? null : { text: consent.text, at: instant(consent.at) },
      lastAskedAt: instant(subscriber.askedAt),
      restsUntil: instant(subscriber.restsUntil),
    },
    deliveries: told.map(({ createdAt, settledAt, ...rest }) => ({
      ...rest,
      createdAt: instant(createdAt),
      settledAt: instant(settledAt),
    })),
  }
}

/** A mail address or number is the reader's own; other addresses are keys to somebody's group or server. */
function shownAddress(addresses: Addresses, subscriber: StoredSubscriber): string {
  const isOwn = subscriber.transport === 'email' || subscriber.transport === 'sms'
  return isOwn ? subscriber.address : addresses.mask(subscriber)
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}
