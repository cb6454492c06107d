import type { Contact } from '../../domain/contact.ts'
import { noonOf } from '../../lib/zone-days.ts'
import type { PageContext } from './page-context.ts'

const DAY_MS = 86_400_000

/**
 * Whether what was checked on a day is to be checked again: on the day set for it, or after too long where none was set. It
 * is said, so that nobody takes it for sure.
 */
export function isCheckDue(
  { words, deps, now }: PageContext,
  { checkedOn, checkAgainOn }: Pick<Contact, 'checkedOn' | 'checkAgainOn'>,
): boolean {
  if (checkAgainOn !== undefined) return words.dayKey(now) >= checkAgainOn
  const { feedback, page } = deps.wallet
  return feedback !== undefined && now - noonOf(page.zone, checkedOn) > feedback.recheckAfterDays * DAY_MS
}
