import type { Fen } from '../../domain/money.ts'
import type { ClassRule, Quote, TopUpLimits } from '../../domain/top-up.ts'

/** Limits that a wallet or bank sets, in the order of how little a reader can do about them. */
const LIMIT_KINDS = ['lifetime', 'perYear', 'perMonth', 'perDay', 'perTransaction', 'min'] as const

type LimitKind = (typeof LIMIT_KINDS)[number]

/** A limit that an amount is beyond; `class…` are those of the payment rules. */
export interface LimitStop {
  readonly kind: LimitKind | 'classLifetime' | 'classYear'
  readonly limit: Fen
  /** Stricter than what is published: the bank itself said so just now. */
  readonly quoted: boolean
}

/** Both together, the stricter of each; what the quote does not say stays. */
export function stricter(limits: TopUpLimits, quote: Quote | undefined): TopUpLimits {
  if (quote === undefined) return limits
  return {
    ...limits,
    ...bound('min', Math.max, [limits.min, quote.min]),
    ...bound('perTransaction', Math.min, [limits.perTransaction, quote.perTransaction]),
    ...bound('perDay', Math.min, [limits.perDay, quote.perDay]),
  }
}

/** Every limit that one top-up of this amount is beyond, the gravest first. What was used already nobody here knows. */
export function limitStops(
  amount: Fen,
  known: { readonly limits: TopUpLimits; readonly quote?: Quote; readonly rule?: ClassRule },
): LimitStop[] {
  const limits = stricter(known.limits, known.quote)
  const own = LIMIT_KINDS.flatMap((kind): LimitStop[] => {
    const limit = limits[kind]
    if (limit === undefined || !isBeyond(kind, amount, limit)) return []
    return [{ kind, limit, quoted: limit !== known.limits[kind] }]
  })
  return [
    ...classStop('classLifetime', amount, known.rule?.lifetime),
    ...classStop('classYear', amount, known.rule?.perYear),
    ...own,
  ]
}

function isBeyond(kind: LimitKind, amount: Fen, limit: Fen): boolean {
  return kind === 'min' ? amount < limit : amount > limit
}

function classStop(kind: 'classLifetime' | 'classYear', amount: Fen, limit: Fen | undefined): LimitStop[] {
  return limit === undefined || amount <= limit ? [] : [{ kind, limit, quoted: false }]
}

function bound(
  kind: 'min' | 'perTransaction' | 'perDay',
  choose: (...limits: Fen[]) => Fen,
  said: readonly (Fen | undefined)[],
) {
  const known = said.filter((limit) => limit !== undefined)
  return known.length === 0 ? {} : { [kind]: choose(...known) }
}
