import type { Delivery } from '../domain/delivery.ts'
import { nextTry } from './backoff.ts'
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
  const told = `${error.kind}: ${error.message}`
  const dead = { settlement: { kind: 'dead', nums, error: told } } as const
  switch (error.kind) {
    case 'gone':
      return { ...dead, pause: { num: subscriber.num, because: 'gone', address: subscriber.address } }
    case 'refused':
      return dead
    case 'transient':
    case 'rate_limited':
    case 'transport_down': {
      const { retryAfterMs } = error
      const dueAt = nextTry({ ...oldest(deliveries), retryAfterMs, now, random })
      if (dueAt === undefined || (isOwn && now - oldest(deliveries).createdAt > ASK_FOR_MS)) return dead
      // Where nothing gets through, it is not this letter that failed: it goes out as soon as anything does.
      const down = error.kind === 'transport_down'
      return {
        settlement: { kind: 'again', nums, dueAt: down ? now : dueAt, counts: !down, error: told },
      }
    }
    default:
      return error.kind satisfies never
  }
}

/** A digest is as old as the oldest of it, and was tried as often. */
function oldest(deliveries: readonly Delivery[]): Pick<Delivery, 'attempts' | 'createdAt'> {
  return {
    attempts: Math.max(...deliveries.map(({ attempts }) => attempts)),
    createdAt: Math.min(...deliveries.map(({ createdAt }) => createdAt)),
  }
}
