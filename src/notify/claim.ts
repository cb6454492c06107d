import type { Delivery } from '../domain/delivery.ts'
import type { Notice } from '../domain/notice.ts'
import { isSecurity } from '../domain/notice.ts'
import type { TransportKind } from '../domain/transport.ts'
import { newId } from '../lib/id.ts'
import {
  claimDeliveries,
  dueDeliveries,
  sentSince,
  settleDeliveries,
  type Lease,
} from '../store/deliveries.ts'
import { noticesByNum } from '../store/notices.ts'
import type { Db } from '../store/open.ts'
import { subscribersByNum, type StoredSubscriber } from '../store/subscribers.ts'
import { heldUntil, type Allowance } from './allowance.ts'

/** What goes to one subscriber at once: one delivery, or the several that make up a digest. */
export interface Claimed {
  /** The notice's id, or the digest's: the same at every try. */
  readonly letter: string
  readonly subscriber: StoredSubscriber
  readonly deliveries: readonly Delivery[]
  /** In the order they were written. */
  readonly notices: readonly Notice[]
}

interface Claiming {
  readonly transport: TransportKind
  readonly limit: number
  readonly lease: Lease
  readonly allowance: Allowance
  readonly now: number
}

const HOUR_MS = 3_600_000

/**
 * Takes what is due for some subscribers under a lease, in one transaction. What somebody may not be sent yet waits on;
 * what nobody wants any more is settled.
 */
export async function claim(db: Db, claiming: Claiming): Promise<Claimed[]> {
  const { now, lease } = claiming
  return db.transaction().execute(async (tx) => {
    const due = await dueDeliveries(tx, claiming)
    if (due.length === 0) return []
    const bySubscriber = Map.groupBy(due, ({ subscriberNum }) => subscriberNum)
    const nums = [...bySubscriber.keys()]
    const subscribers = await subscribersByNum(tx, nums)
    const notices = await noticesByNum(tx, [...new Set(due.map(({ noticeNum }) => noticeNum))])
    const sent = await sentSince(tx, { subscribers: nums, sinceAt: now - HOUR_MS })

    const claimed: Claimed[] = []
    for (const [num, deliveries] of bySubscriber) {
      const subscriber = subscribers.get(num)
      if (subscriber === undefined) continue
      const wanted = deliveries.filter((one) => isWanted(subscriber, notices.get(one.noticeNum)))
      await drop(tx, deliveries, { wanted, now })
      if (wanted.length === 0) continue
      const urgent = wanted.some(({ noticeNum }) => isUrgent(notices.get(noticeNum)))
      const until = heldUntil(claiming.allowance, { sentAt: sent.get(num) ?? [], urgent, now })
      if (until === undefined) claimed.push(...letters(subscriber, wanted, notices))
      else await hold(tx, wanted, until)
    }
    await claimDeliveries(tx, claimsOf(claimed), lease)
    return claimed
  })
}

/**
 * One letter each for those that were part of one before, since a try may have got through unseen; the rest goes as one.
 * What is about the subscription itself is no news, and goes by itself.
 */
function letters(
  subscriber: StoredSubscriber,
  deliveries: readonly Delivery[],
  notices: ReadonlyMap<number, Notice>,
): Claimed[] {
  const begun = Map.groupBy(deliveries, ({ letter }) => letter)
  return [...begun].flatMap(([letter, of]): Claimed[] => {
    const withNotices = of.flatMap((delivery) => {
      const notice = notices.get(delivery.noticeNum)
      return notice === undefined ? [] : [{ delivery, notice }]
    })
    if (letter !== undefined) return [pack(letter, withNotices)]
    const [own, news] = [
      withNotices.filter(({ notice }) => notice.news.subject === 'subscriber'),
      withNotices.filter(({ notice }) => notice.news.subject !== 'subscriber'),
    ]
    const [first] = news
    const bundle = first === undefined ? [] : [pack(news.length === 1 ? first.notice.id : newId(), news)]
    return [...own.map((one) => pack(one.notice.id, [one])), ...bundle]
  })

  function pack(
    letter: string,
    of: readonly { readonly delivery: Delivery; readonly notice: Notice }[],
  ): Claimed {
    return {
      letter,
      subscriber,
      deliveries: of.map(({ delivery }) => delivery),
      notices: of.map(({ notice }) => notice).toSorted((a, b) => a.num - b.num),
    }
  }
}

/** Somebody who paused, or whose address is gone, is sent nothing but what is about the subscription itself. */
function isWanted({ status }: StoredSubscriber, notice: Notice | undefined): boolean {
  if (notice === undefined) return false
  return status === 'active' || notice.news.subject === 'subscriber'
}

function isUrgent(notice: Notice | undefined): boolean {
  return notice !== undefined && (notice.news.subject === 'subscriber' || isSecurity(notice.news))
}

async function drop(
  tx: Db,
  deliveries: readonly Delivery[],
  { wanted, now }: { readonly wanted: readonly Delivery[]; readonly now: number },
): Promise<void> {
  const nums = deliveries.filter((one) => !wanted.includes(one)).map(({ num }) => num)
  if (nums.length > 0) await settleDeliveries(tx, [{ kind: 'needless', nums }], now)
}

async function hold(tx: Db, deliveries: readonly Delivery[], dueAt: number): Promise<void> {
  const nums = deliveries.map(({ num }) => num)
  await settleDeliveries(tx, [{ kind: 'again', nums, dueAt, counts: false, error: 'over the limit' }], dueAt)
}

function claimsOf(claimed: readonly Claimed[]): Map<string, number[]> {
  const claims = new Map<string, number[]>()
  for (const { letter, deliveries } of claimed) {
    const nums = claims.get(letter) ?? []
    nums.push(...deliveries.map(({ num }) => num))
    claims.set(letter, nums)
  }
  return claims
}
