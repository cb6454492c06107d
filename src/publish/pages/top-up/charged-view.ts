import type { TopUpQuestion } from '../../../help/top-up/read-question.ts'
import { holdsOn } from '../../../help/top-up/terms-in-force.ts'
import type { JudgedWay } from '../../../help/top-up/ways.ts'
import { yuanOf } from '../../../domain/money.ts'
import { billsAreOut } from '../components/bills.ts'
import type { PageContext } from '../page-context.ts'
import { promisedAfter } from '../promised-day.ts'

/** For whoever was charged and waits: not again, where to look, back by when, and whom to tell with what. */
export interface ChargedView {
  readonly bill: string
  readonly back: string
  /** That the day may move; null where it is certain or none is named. */
  readonly mayMove: string | null
  /** When to call, which nobody can say without a day. */
  readonly late: string
  readonly sheet: string
}

export function chargedView(
  context: PageContext,
  best: JudgedWay | undefined,
  question: TopUpQuestion,
): ChargedView {
  const { words, prefix } = context
  const count = best === undefined ? longestRefund(context) : best.way.terms?.refundWithin
  const day = count === undefined ? undefined : promisedAfter(context, count)
  const given = new URLSearchParams({
    ...(best && best.standing !== 'not_offered' && { component: best.way.componentId }),
    ...(question.bank !== undefined && { bank: question.bank }),
    ...(question.amount !== undefined && { amount: yuanOf(question.amount) }),
  })
  return {
    bill: words.say(`help:dont.${billsAreOut(context) ? 'payBlind' : 'pay'}`),
    back:
      day === undefined
        ? words.say('topup:charged.unknown')
        : words.say(`topup:charged.${best === undefined ? 'longest' : 'back'}`, {
            days: count,
            date: day.date,
          }),
    mayMove: day?.mayMove ?? null,
    late: words.say(`topup:charged.${day === undefined ? 'call' : 'late'}`),
    sheet: `${prefix}/hotline/sheet${given.size === 0 ? '' : `?${given.toString()}`}`,
  }
}

/** Working days until money is back, of all ways, as long as nobody said which; undefined where none is promised. */
export function longestRefund({ words, now, deps }: PageContext): number | undefined {
  const day = words.dayKey(now)
  const promised = deps.wallet.topUp.terms
    .filter((terms) => terms.offered && holdsOn(terms, day))
    .flatMap(({ refundWithin }) => refundWithin ?? [])
  return promised.length === 0 ? undefined : Math.max(...promised)
}
