import { workingDayAfter, type CountedDay } from '../../help/working-days.ts'
import { noonOf } from '../../lib/zone-days.ts'
import type { PageContext } from './page-context.ts'

/** A day by which somebody may expect something. */
export interface PromisedDay {
  readonly date: string
  /** That it may move; null where the holidays on the way to it are known. */
  readonly mayMove: string | null
}

export function promisedDay({ words, deps, now }: PageContext, { date, certain }: CountedDay): PromisedDay {
  return {
    date: words.date(noonOf(deps.wallet.page.zone, date), now),
    mayMove: certain ? null : words.say('page:promised.mayMove'),
  }
}

/** The day so many working days from now. */
export function promisedAfter(context: PageContext, count: number): PromisedDay {
  const { calendar, page } = context.deps.wallet
  return promisedDay(context, workingDayAfter(calendar, { at: context.now, zone: page.zone, count }))
}
