import type { Component } from '../domain/component.ts'
import type { Delivery } from '../domain/delivery.ts'
import { isUrgent, type News, type Notice } from '../domain/notice.ts'
import type { TransportKind } from '../domain/transport.ts'
import { newId } from '../lib/id.ts'
import { minuteOfDay } from '../lib/zone-days.ts'
import { sentSince } from '../store/notices/deliveries.ts'
import {
  claimDeliveries,
  dueDeliveries,
  dueSubscribers,
  type Lease,
} from '../store/notices/due-deliveries.ts'
import { settleDeliveries, type Settlement } from '../store/notices/settle-deliveries.ts'
import { newerNotices, noticesByNum, type NewerNotice } from '../store/notices/notices.ts'
import type { Db } from '../store/open.ts'
import type { StoredSubscriber } from '../store/subscriber-row.ts'
import { subscribersByNum } from '../store/subscribers.ts'
import { heldUntil, type Allowance } from './allowance.ts'
import { quietUntil } from './quiet-hours.ts'
import { stillWanted } from './wanted.ts'

/** What goes to one subscriber at once: one delivery, or the several that make up a digest. */
export interface Claimed {
  /** The notice's id, or the digest's: the same at every try. */
  readonly letter: string
  readonly subscriber: StoredSubscriber
  readonly deliveries: readonly Delivery[]
  /** In the order they were written. */
  readonly notices: readonly Notice[]
}

export interface Claiming {
  readonly transport: TransportKind
  readonly limit: number
  /** Origins whose letters are left where they are: they take no more for now. */
  readonly busy: readonly string[]
  readonly lease: Lease
  readonly allowance: Allowance
  readonly components: readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]
  /** Quiet hours are told by its clocks. */
  readonly zone: string
  readonly now: number
}

/** One delivery with what it tells. */
interface Item {
  readonly delivery: Delivery
  readonly notice: Notice
}

const HOUR_MS = 3_600_000

/**
 * Takes what is due for some subscribers under a lease, in one transaction: one letter each, so that nothing overtakes what
 * is on its way. What somebody may not be sent yet waits on; what they do not want any more is settled. Answers undefined
 * where nothing is due; where nothing came of what was, there may be more behind it.
 */
export async function claim(db: Db, claiming: Claiming): Promise<Claimed[] | undefined> {
  const { now, lease } = claiming
  // Every worker looks whenever anything was written, and most of them for nothing; that takes no lock.
  const subscribers = await dueSubscribers(db, claiming)
  if (subscribers.length === 0) return undefined
  return db.transaction().execute(async (tx) => {
    const due = await dueDeliveries(tx, { subscribers, now })
    if (due.length === 0) return undefined
    const known = await lookUp(tx, due, now)
    const claimed: Claimed[] = []
    const settlements: Settlement[] = []
    for (const [num, deliveries] of Map.groupBy(due, ({ subscriberNum }) => subscriberNum)) {
      const subscriber = known.subscribers.get(num)
      if (subscriber === undefined) settlements.push(unreadable(deliveries))
      else {
        const sorted = sortOut(subscriber, deliveries, { claiming, known })
        settlements.push(...sorted.settlements)
        if (sorted.claimed !== undefined) claimed.push(sorted.claimed)
      }
    }
    await settleDeliveries(tx, settlements, now)
    await claimDeliveries(tx, claimsOf(claimed), lease)
    return claimed
  })
}

interface Known {
  readonly subscribers: ReadonlyMap<number, StoredSubscriber>
  readonly notices: ReadonlyMap<number, Notice>
  readonly newer: ReadonlyMap<number, readonly NewerNotice[]>
  readonly sentAt: ReadonlyMap<number, readonly number[]>
}

async function lookUp(tx: Db, due: readonly Delivery[], now: number): Promise<Known> {
  const nums = [...new Set(due.map(({ subscriberNum }) => subscriberNum))]
  const noticeNums = [...new Set(due.map(({ noticeNum }) => noticeNum))]
  return {
    subscribers: await subscribersByNum(tx, nums),
    notices: await noticesByNum(tx, noticeNums),
    newer: await newerNotices(tx, noticeNums),
    sentAt: await sentSince(tx, { subscribers: nums, sinceAt: now - HOUR_MS }),
  }
}

/** A row that cannot be read is set aside, so that it stands in nobody's way. */
function unreadable(deliveries: readonly Delivery[]): Settlement {
  return {
    kind: 'dead',
    nums: numsOf(deliveries),
    counts: false,
    error: 'refused: the subscriber or the notice cannot be read',
  }
}

/** What becomes of all that is due for one subscriber. */
function sortOut(
  subscriber: StoredSubscriber,
  deliveries: readonly Delivery[],
  { claiming, known }: { readonly claiming: Claiming; readonly known: Known },
): { readonly claimed?: Claimed; readonly settlements: readonly Settlement[] } {
  const { components, now } = claiming
  const items = deliveries.flatMap((delivery): Item[] => {
    const notice = known.notices.get(delivery.noticeNum)
    return notice === undefined ? [] : [{ delivery, notice }]
  })
  const lost = deliveries.filter((one) => items.every(({ delivery }) => delivery !== one))
  const judged = Map.groupBy(items, ({ delivery, notice }) =>
    stillWanted({
      notice,
      subscriber,
      newer: known.newer.get(notice.num) ?? [],
      createdAt: delivery.createdAt,
      components,
      now,
    }),
  )
  const settlements: Settlement[] = [
    ...(lost.length > 0 ? [unreadable(lost)] : []),
    ...settled('superseded', judged.get('superseded')),
    ...settled('needless', judged.get('needless')),
  ]
  const letter = nextLetter(judged.get('yes') ?? [])
  if (letter === undefined) return { settlements }
  const until = waitsUntil(subscriber, letter.items, {
    claiming,
    sentAt: known.sentAt.get(subscriber.num) ?? [],
  })
  if (until === undefined) return { settlements, claimed: pack(subscriber, letter) }
  // All of it, so that what waits together comes as one.
  const nums = (judged.get('yes') ?? []).map(({ delivery }) => delivery.num)
  return { settlements: [...settlements, { kind: 'hold', nums, dueAt: until }] }
}

function settled(kind: 'superseded' | 'needless', items: readonly Item[] = []): Settlement[] {
  return items.length === 0 ? [] : [{ kind, nums: items.map(({ delivery }) => delivery.num) }]
}

/** What is never part of a digest. */
const ALONE: ReadonlySet<News['subject']> = new Set(['subscriber', 'ticket', 'operators'])

interface NextLetter {
  readonly letter: string
  readonly items: readonly Item[]
}

/**
 * The letter to send first: one that was begun before, as it was, since a try may have got through unseen; then what is
 * about the subscription itself; then all that is news, as one. Operators get one letter for each thing that waits for
 * them, a lost wallet before all else.
 */
function nextLetter(items: readonly Item[]): NextLetter | undefined {
  const lost = items.filter(({ notice: { news } }) => news.subject === 'operators' && news.kind === 'loss')
  if (lost.length > 0 && lost.length < items.length) return nextLetter(lost)
  const begun = items.find(({ delivery }) => delivery.letter !== undefined)?.delivery.letter
  if (begun !== undefined) {
    return { letter: begun, items: items.filter(({ delivery }) => delivery.letter === begun) }
  }
  const own = items.find(({ notice: { news } }) => ALONE.has(news.subject))
  if (own !== undefined) return { letter: own.notice.id, items: [own] }
  const [first, ...more] = items
  if (first === undefined) return undefined
  return { letter: more.length === 0 ? first.notice.id : newId(), items }
}

function waitsUntil(
  { quiet, restsUntil = 0 }: StoredSubscriber,
  items: readonly Item[],
  { claiming, sentAt }: { readonly claiming: Claiming; readonly sentAt: readonly number[] },
): number | undefined {
  const { allowance, zone, now } = claiming
  if (restsUntil > now) return restsUntil
  const urgent = items.some(({ notice }) => isUrgent(notice.news))
  const asleep =
    quiet === undefined || urgent ? undefined : quietUntil(quiet, { now, minute: minuteOfDay(zone, now) })
  return asleep ?? heldUntil(allowance, { sentAt, urgent, now })
}

function pack(subscriber: StoredSubscriber, { letter, items }: NextLetter): Claimed {
  return {
    letter,
    subscriber,
    deliveries: items.map(({ delivery }) => delivery),
    notices: items.map(({ notice }) => notice).toSorted((a, b) => a.num - b.num),
  }
}

function claimsOf(claimed: readonly Claimed[]): Map<string, number[]> {
  const claims = new Map<string, number[]>()
  for (const { letter, deliveries } of claimed) {
    const nums = claims.get(letter) ?? []
    nums.push(...numsOf(deliveries))
    claims.set(letter, nums)
  }
  return claims
}

function numsOf(deliveries: readonly Delivery[]): number[] {
  return deliveries.map(({ num }) => num)
}
