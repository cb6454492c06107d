import { Temporal } from 'temporal-polyfill'

import { calendarDay, workingDayAfter, type CountedDay } from '../../../help/working-days.ts'
import { noonOf } from '../../../lib/zone-days.ts'
import type { PageContext } from '../page-context.ts'
import type { TypedNotes } from './typed-call.ts'

/** After so many working days one may ask again. */
export const FOLLOW_AFTER = [1, 2, 3, 5, 7, 10, 15] as const

/** When to call again, or which field cannot be read. */
export type FollowUp =
  | { readonly ok: true; readonly calledOn: string; readonly day: CountedDay; readonly dayOff: boolean }
  | { readonly ok: false; readonly field: 'called' | 'date' }

/** From the day of the call, which is not counted, so many working days on; or the day that was promised. */
export function followUpOf({ deps, words, now }: PageContext, typed: TypedNotes): FollowUp {
  const { calendar, page } = deps.wallet
  const called = typed.called === '' ? Temporal.PlainDate.from(words.dayKey(now)) : readDay(typed.called)
  if (called === undefined) return { ok: false, field: 'called' }
  const calledOn = called.toString()
  if (typed.follow === 'date') {
    const promised = readDay(typed.date)
    if (promised === undefined) return { ok: false, field: 'date' }
    const { works, certain } = calendarDay(calendar, promised.toString())
    return { ok: true, calledOn, day: { date: promised.toString(), certain }, dayOff: !works }
  }
  const count = FOLLOW_AFTER.find((days) => String(days) === typed.follow) ?? 3
  const at = noonOf(page.zone, calledOn)
  return { ok: true, calledOn, day: workingDayAfter(calendar, { at, zone: page.zone, count }), dayOff: false }
}

/** `2026-03-14`, also with slashes, dots or full-width digits; only years that somebody may mean. */
function readDay(typed: string): Temporal.PlainDate | undefined {
  const [, year = '', month = '', day = ''] =
    /^(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed.normalize('NFKC').trim()) ?? []
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return undefined
  }
}
