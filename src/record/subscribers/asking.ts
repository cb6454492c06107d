import type { SubscriberNews } from '../../domain/notice.ts'
import { newId } from '../../lib/id.ts'
import { insertDelivery } from '../../store/deliveries.ts'
import { insertNotice } from '../../store/notices.ts'
import type { Db } from '../../store/open.ts'
import { hasOwnLetterWaiting } from '../../store/subscriber-deliveries.ts'
import type { StoredSubscriber } from '../../store/subscribers.ts'

const DAY_MS = 86_400_000
const LEAST_GAP_MS = 10 * 60_000
const MOST_A_DAY = 3

/** How often an address was written to about its own subscription. */
export type Askings = Pick<StoredSubscriber, 'askedAt' | 'askedFrom' | 'askedTimes'>

/**
 * The askings with one more, now; undefined where the address has been written to enough. So nobody can fill a
 * stranger's mailbox by asking for them.
 */
export function oneMore(
  { askedAt, askedFrom, askedTimes }: Askings,
  now: number,
): Required<Askings> | undefined {
  if (askedAt !== undefined && now - askedAt < LEAST_GAP_MS) return undefined
  if (askedFrom === undefined || now - askedFrom >= DAY_MS)
    return { askedAt: now, askedFrom: now, askedTimes: 1 }
  return askedTimes >= MOST_A_DAY ? undefined : { askedAt: now, askedFrom, askedTimes: askedTimes + 1 }
}

/**
 * Has a letter written about the subscription itself. One that has not left yet will do: its links are made when it
 * leaves.
 */
export async function writeTo(
  tx: Db,
  { num, id, transport }: Pick<StoredSubscriber, 'num' | 'id' | 'transport'>,
  { now, ...said }: Pick<SubscriberNews, 'moment' | 'asked'> & { readonly now: number },
): Promise<void> {
  if (await hasOwnLetterWaiting(tx, num)) return
  const news: SubscriberNews = { subject: 'subscriber', subjectId: id, ...said }
  const { num: noticeNum } = await insertNotice(tx, { id: newId(), at: now, news })
  await insertDelivery(tx, { noticeNum, subscriberNum: num, transport, now })
}
