import type { Delivery } from '../domain/delivery.ts'
import { GIVE_UP_AFTER_MS, nextTry } from './backoff.ts'
import type { Claimed } from './claim.ts'
import type { Ended } from './settler.ts'
import type { DeliveryError } from './transports/delivery-error.ts'

/** So long somebody is asked to confirm: who does not answer by then has others waiting behind them. */
const ASK_FOR_MS = 3_600_000

/** What becomes of a letter that was not taken. */
export function judgeFailure(
  { deliveries, subscriber, notices }: Pick<Claimed, 'deliveries' | 'subscriber' | 'notices'>,
  error: DeliveryError,
  { now, random }: { readonly now: number; readonly random: number },
): Ended {
  const nums = deliveries.map(({ num }) => num)
  const isOwn = notices.some(({ news }) => news.subject === 'subscriber')
  const isOperators = notices.some(({ news }) => news.subject === 'operators')
  const dead = {
    settlement: { kind: 'dead', nums, counts: isTry(error), error: toldOf(error) },
  } as const
  switch (error.kind) {
    case 'gone':
    case 'blocked':
      // Nobody would notice that an operator is not told any more: it is tried on, and stands among the dead after a day.
      if (isOperators) return again({ deliveries, error, now, random }) ?? dead
      return { ...dead, pause: { num: subscriber.num, because: error.kind, address: subscriber.address } }
    case 'refused':
      return dead
    case 'transient':
    case 'rate_limited':
    case 'transport_down': {
      const isLate = isOwn && now - oldest(deliveries).createdAt > ASK_FOR_MS
      const ended = isLate ? dead : (again({ deliveries, error, now, random }) ?? dead)
      // An operator's next word may be a lost wallet, and the address another one after a restart.
      return isOperators ? ended : { ...ended, ...restOf(subscriber, error, now) }
    }
    default:
      return error.kind satisfies never
  }
}

/**
 * What was said of one letter holds for all to the same address, whatever is in them: they would be refused as well, and
 * vendors shut out longer whoever goes on. A day at most, like the letter itself.
 */
function restOf(
  { num, address }: Claimed['subscriber'],
  { retryAfterMs }: DeliveryError,
  now: number,
): Pick<Ended, 'rest'> {
  if (retryAfterMs === undefined) return {}
  return { rest: { num, address, until: Math.ceil(now + Math.min(retryAfterMs, GIVE_UP_AFTER_MS)) } }
}

/** When to try again; undefined once a day is over. */
function again({
  deliveries,
  error,
  now,
  random,
}: {
  readonly deliveries: readonly Delivery[]
  readonly error: DeliveryError
  readonly now: number
  readonly random: number
}): Ended | undefined {
  const dueAt = nextTry({ ...oldest(deliveries), retryAfterMs: error.retryAfterMs, now, random })
  if (dueAt === undefined) return undefined
  return {
    settlement: {
      kind: 'again',
      nums: deliveries.map(({ num }) => num),
      dueAt: isTry(error) ? dueAt : now,
      counts: isTry(error),
      error: toldOf(error),
    },
  }
}

/** Where nothing gets through, it is not this letter that failed: it goes out as soon as anything does. */
function isTry({ kind }: DeliveryError): boolean {
  return kind !== 'transport_down'
}

function toldOf({ kind, message }: DeliveryError): string {
  return `${kind}: ${message}`
}

/** A digest is as old as the oldest of it, and was tried as often. */
function oldest(deliveries: readonly Delivery[]): Pick<Delivery, 'attempts' | 'createdAt'> {
  return {
    attempts: Math.max(...deliveries.map(({ attempts }) => attempts)),
    createdAt: Math.min(...deliveries.map(({ createdAt }) => createdAt)),
  }
}
