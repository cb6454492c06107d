import type { SubscriberNews } from '../../domain/notice.ts'
import type { Recipient } from '../../domain/subscriber.ts'
import { newId } from '../../lib/id.ts'
import { readAskings, saveAskings, type Askings } from '../../store/askings.ts'
import { insertDelivery } from '../../store/notices/deliveries.ts'
import { insertNotice } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'
import { hasOwnLetterWaiting } from '../../store/notices/subscriber-deliveries.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { askingLimitsOf, type AskingLimit } from './asking-limits.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import { SubscriptionRefused } from './subscription-refused.ts'

/**
 * Whether an address may be written to because somebody asked; if so, that is counted. What is counted outlives the
 * subscription, under names that only the secret key makes. Throws SubscriptionRefused where too many have asked for what
 * costs money; nobody's address is the reason then.
 */
export async function countAsking(
  tx: Db,
  desk: Pick<SubscriberDesk, 'tokens' | 'smsPerHour'>,
  { to, now }: { readonly to: Recipient; readonly now: number },
): Promise<boolean> {
  const counted: [string, Askings][] = []
  for (const limit of askingLimitsOf(to, desk)) {
    const target = desk.tokens.token('asking', limit.name)
    const askings = oneMore(limit, await readAskings(tx, target), now)
    if (askings === undefined && limit.problem !== undefined)
      throw new SubscriptionRefused([{ field: 'transport', problem: limit.problem }])
    if (askings === undefined) return false
    counted.push([target, askings])
  }
  for (const [target, askings] of counted) await saveAskings(tx, target, askings)
  return true
}

function oneMore(
  { most, withinMs, gapMs }: AskingLimit,
  before: Askings | undefined,
  now: number,
): Askings | undefined {
  if (before === undefined || now - before.sinceAt >= withinMs)
    return { askedAt: now, sinceAt: now, times: 1 }
  if (now - before.askedAt < gapMs || before.times >= most) return undefined
  return { ...before, askedAt: now, times: before.times + 1 }
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
