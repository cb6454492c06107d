import type { Fen } from '../../domain/money.ts'
import type { TopUpLimits } from '../../domain/top-up.ts'

/** How an amount that is too much at once can be topped up in parts: each day's top-ups, or over how many months. */
export type Split =
  | { readonly kind: 'days'; readonly days: readonly (readonly Fen[])[] }
  | { readonly kind: 'months'; readonly months: number }

/** Nobody tops up for longer than this; a way with higher limits is the better advice. */
const MOST_DAYS = 31
const MOST_A_DAY = 20
const MOST_MONTHS = 12

/** Undefined where it fits at once, or where parts do not help: beyond a year's or a lifetime's limit, or below the least. */
export function splitOf(amount: Fen, limits: TopUpLimits): Split | undefined {
  const { min = 1, perTransaction, perDay, perMonth, perYear, lifetime } = limits
  if (amount < min || amount > Math.min(perYear ?? Infinity, lifetime ?? Infinity)) return undefined
  if (perMonth !== undefined && amount > perMonth) {
    const months = Math.ceil(amount / perMonth)
    return perMonth < min || months > MOST_MONTHS ? undefined : { kind: 'months', months }
  }
  if (amount <= Math.min(perTransaction ?? Infinity, perDay ?? Infinity)) return undefined
  const days = inParts(amount, { most: perDay ?? amount, least: min, parts: MOST_DAYS })
  const split = days?.map((ofDay) =>
    inParts(ofDay, { most: perTransaction ?? ofDay, least: min, parts: MOST_A_DAY }),
  )
  return split?.every((parts) => parts !== undefined) ? { kind: 'days', days: split } : undefined
}

/** Parts that add up to the amount, as large as may be and none smaller than `least`; undefined where there are none. */
function inParts(
  amount: Fen,
  { most, least, parts }: { readonly most: Fen; readonly least: Fen; readonly parts: number },
): Fen[] | undefined {
  if (most < least || Math.ceil(amount / most) > parts) return undefined
  const found: Fen[] = []
  for (let left = amount; left > 0;) {
    const rest = left - most
    // What would be left over must be worth a top-up of its own.
    const part = rest > 0 && rest < least ? left - least : Math.min(most, left)
    if (part < least) return undefined
    found.push(part)
    left -= part
  }
  return found
}
