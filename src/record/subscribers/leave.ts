import { AFTER_INCIDENT_MS, ASKINGS_KEPT_MS } from '../../domain/retention.ts'
import { sweepAskings } from '../../store/askings.ts'
import type { Db } from '../../store/open.ts'
import { outlivedSubscribers } from '../../store/outlived-subscribers.ts'
import { deleteSubscribers } from '../../store/subscribers.ts'
import { holderOf } from './holder-of.ts'

/**
 * Ends a subscription and deletes all that is held about it, what was sent and what still waits with it. Answers
 * whether there was one; a second time there is none.
 */
export async function unsubscribe({ db }: { readonly db: Db }, token: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const subscriber = await holderOf(tx, 'manage', token)
    if (subscriber !== undefined) await deleteSubscribers(tx, [subscriber.num])
    return subscriber !== undefined
  })
}

const AT_ONCE = 500

/**
 * Deletes whoever never said yes within two days, and whoever only followed incidents that ended a month ago; after a day
 * how often an address was written to. Answers how many subscribers; there may be more.
 */
export async function forgetOutlived({ db }: { readonly db: Db }, now: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const nums = await outlivedSubscribers(tx, {
      now,
      incidentsOverBefore: now - AFTER_INCIDENT_MS,
      limit: AT_ONCE,
    })
    await deleteSubscribers(tx, nums)
    await sweepAskings(tx, { before: now - ASKINGS_KEPT_MS })
    return nums.length
  })
}
