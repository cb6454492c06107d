import type { Db } from '../../store/open.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { deleteSubscribers, subscribersByNum, updateSubscriber } from '../../store/subscribers.ts'
import { holderOf } from './holder-of.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import { isTroubled } from './trouble.ts'

type ConfirmingDesk = Pick<SubscriberDesk, 'db' | 'wallet'>

export type Confirmation =
  | { readonly kind: 'confirmed' | 'already'; readonly subscriber: StoredSubscriber }
  /** What they wanted to be told once has come already; they were forgotten as promised. */
  | { readonly kind: 'works_again' }
  /** Asked again meanwhile, too old, or never given out: nobody learns which. */
  | { readonly kind: 'unknown' }

/** An address says yes. Doing it again does nothing. */
export async function confirm(desk: ConfirmingDesk, token: string, now: number): Promise<Confirmation> {
  return desk.db.transaction().execute(async (tx) => {
    const subscriber = await asksToConfirm(tx, token, now)
    return subscriber === undefined ? { kind: 'unknown' } : sayYes(tx, desk, { subscriber, now })
  })
}

/** A receiver gave the challenge back: that was its yes. Whoever left meanwhile, or had said yes before, stays as they are. */
export async function confirmByTransport(desk: ConfirmingDesk, num: number, now: number): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const subscriber = (await subscribersByNum(tx, [num])).get(num)
    if (subscriber !== undefined) await sayYes(tx, desk, { subscriber, now })
  })
}

async function sayYes(
  tx: Db,
  { wallet }: Pick<ConfirmingDesk, 'wallet'>,
  { subscriber, now }: { readonly subscriber: StoredSubscriber; readonly now: number },
): Promise<Confirmation> {
  if (!owesYes(subscriber)) return { kind: 'already', subscriber }
  if (subscriber.once && !(await isTroubled(tx, subscriber.topics, wallet.components))) {
    await deleteSubscribers(tx, [subscriber.num])
    return { kind: 'works_again' }
  }
  return { kind: 'confirmed', subscriber: await activate(tx, subscriber, now) }
}

/** Whom a confirming link is of, without confirming anything; undefined for links that are worth nothing. */
export async function asksToConfirm(
  db: Db,
  token: string,
  now: number,
): Promise<StoredSubscriber | undefined> {
  const subscriber = await holderOf(db, 'confirm', token)
  if (subscriber === undefined) return undefined
  const isLate = owesYes(subscriber) && now > (subscriber.confirmUntil ?? 0)
  return isLate ? undefined : subscriber
}

/** Whether an address has yet to say yes: for the first time, or once more since it was gone or turned us away. */
export function owesYes({
  status,
  confirmedAt,
  pausedBecause,
}: Pick<StoredSubscriber, 'status' | 'confirmedAt' | 'pausedBecause'>): boolean {
  const isLost = pausedBecause === 'gone' || pausedBecause === 'blocked'
  return status === 'pending' || confirmedAt === undefined || isLost
}

/** The proof of consent is of the moment in which it was given; which text it was to was noted when they asked. */
async function activate(tx: Db, before: StoredSubscriber, now: number): Promise<StoredSubscriber> {
  const { consent, pausedBecause: _, ...rest } = before
  const subscriber: StoredSubscriber = {
    ...rest,
    status: 'active',
    confirmedAt: now,
    ...(consent && { consent: { ...consent, at: now } }),
  }
  await updateSubscriber(tx, subscriber)
  return subscriber
}
