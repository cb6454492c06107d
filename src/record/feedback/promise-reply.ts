import type { Feedback } from '../../domain/feedback.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { workingDayAfter } from '../../help/working-days.ts'

/** How long an answer may take to whoever wrote in a category that the configuration has lost since. */
const REPLY_WITHIN = 3

/** The day by which what came at `now` is answered. */
export function promiseReply(
  { calendar, page, feedback }: Pick<Wallet, 'calendar' | 'page' | 'feedback'>,
  category: string,
  now: number,
): { readonly replyBy: string; readonly replyByCertain: boolean } {
  const count = categoryOf(feedback, category)?.replyWithin ?? REPLY_WITHIN
  const { date, certain } = workingDayAfter(calendar, { at: now, zone: page.zone, count })
  return { replyBy: date, replyByCertain: certain }
}

export function categoryOf(feedback: Feedback | undefined, id: string) {
  return feedback?.categories.find((category) => category.id === id)
}
