import { deliveriesOfLetter } from '../store/notices/subscriber-deliveries.ts'
import type { Db } from '../store/open.ts'
import type { StoredSubscriber } from '../store/subscriber-row.ts'
import { subscribersByNum } from '../store/subscribers.ts'
import { readLetterKey } from './letter-key.ts'
import { operatorName } from './operators.ts'
import { writeEnded } from './settler.ts'
import type { DeliveryReport, FailedRecipient } from './transports/email/delivery-report.ts'

/**
 * What came of a delivery report:
 *
 * - `paused`: its address is gone, and nothing more is written to it.
 * - `undelivered`: the letter is dead, and the subscription stays as it was.
 * - `known`: that is written down already.
 * - `someone_else`: it is about somebody behind the address, or about one that is written to no more.
 * - `not_ours`: no letter of ours that we remember has this key.
 */
export type BounceEnd =
  | { readonly kind: 'paused' | 'undelivered'; readonly subscriberId: string; readonly code: string }
  | { readonly kind: 'known' | 'someone_else' | 'not_ours' }

/**
 * Takes a report that a letter was not delivered, in one transaction, as often as it comes. Anybody can send one, so it
 * counts for the letter whose key it brings back, which only those know who had the letter in their hands.
 */
export function takeBounce(
  db: Db,
  { key, failed }: Required<DeliveryReport>,
  now: number,
): Promise<BounceEnd> {
  const { letter, subscriberId } = readLetterKey(key)
  return db.transaction().execute(async (tx) => {
    const deliveries = await deliveriesOfLetter(tx, { letter, subscriberId })
    const num = deliveries[0]?.subscriberNum
    const subscriber = num === undefined ? undefined : (await subscribersByNum(tx, [num])).get(num)
    if (subscriber === undefined) return { kind: 'not_ours' }
    const isOperators = deliveries.some(({ subject }) => subject === 'operators')
    const bounced = failed.find(({ address }) => isTo(address, subscriber, { isOperators }))
    if (bounced === undefined) return { kind: 'someone_else' }
    const nums = deliveries.flatMap(({ num: one, status }) => (ENDED.has(status) ? [] : [one]))
    if (nums.length === 0) return { kind: 'known' }
    // An operator is never paused, since nobody would notice; what reached none of them is told loudly.
    const pauses = bounced.isGone && !isOperators
    const settlement = { kind: 'dead', nums, counts: true, error: toldOf(bounced) } as const
    const { address } = subscriber
    const pause = { num: subscriber.num, because: 'gone', address } as const
    await writeEnded(tx, [{ settlement, ...(pauses && { pause }) }], now)
    const kind = pauses && subscriber.status === 'active' ? 'paused' : 'undelivered'
    return { kind, subscriberId, code: bounced.code }
  })
}

const ENDED: ReadonlySet<string> = new Set(['dead', 'superseded', 'needless'])

/** Whether a letter to this subscriber goes to this address; large letters make no other one. */
function isTo(
  address: string,
  { transport, address: known, ticket }: StoredSubscriber,
  { isOperators }: { readonly isOperators: boolean },
): boolean {
  if (isOperators) return operatorName(transport, address) === known
  return address.toLowerCase() === (ticket?.address ?? known).toLowerCase()
}

function toldOf({ isGone, code }: FailedRecipient): string {
  return `${isGone ? 'gone' : 'refused'}: the mail came back with ${code}`
}
