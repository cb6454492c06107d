import type { AccountClass, ClassRule, TopUpLimits, TopUpTerms } from '../../domain/top-up.ts'

/** Everything that is known of one way on one day: the channel's terms, with what its bank and the class change. */
export type TermsInForce = Pick<
  TopUpTerms,
  'offered' | 'reason' | 'limits' | 'fee' | 'arrivesWithin' | 'refundWithin' | 'source' | 'checkedOn'
>

interface Asked {
  readonly channelId: string
  readonly bankId?: string
  readonly accountClass?: AccountClass
}

/**
 * The terms of a way on a day (`YYYY-MM-DD`); undefined where nothing is known. Of rows that speak of the same, the one with the
 * newest `validFrom` holds; what a narrower row does not say is as in the wider one, and a bank counts as narrower than a class.
 */
export function termsInForce(
  rows: readonly TopUpTerms[],
  { channelId, bankId, accountClass }: Asked,
  day: string,
): TermsInForce | undefined {
  const fitting = rows.filter(
    (row) =>
      row.channelId === channelId &&
      (row.bankId === undefined || row.bankId === bankId) &&
      (row.accountClass === undefined || row.accountClass === accountClass) &&
      holdsOn(row, day),
  )
  const [widest, ...narrower] = newestOfEach(fitting).toSorted((a, b) => width(a) - width(b))
  return widest && narrower.reduce<TermsInForce>(narrowed, widest)
}

/** The rule of a class that holds on a day. */
export function classRuleOn(rules: readonly ClassRule[], asked: AccountClass, day: string) {
  return rules
    .filter((rule) => rule.accountClass === asked && holdsOn(rule, day))
    .reduce<ClassRule | undefined>(newer, undefined)
}

export function holdsOn(
  { validFrom, validUntil }: Pick<TopUpTerms, 'validFrom' | 'validUntil'>,
  day: string,
): boolean {
  return validFrom <= day && (validUntil === undefined || day <= validUntil)
}

function newestOfEach(rows: readonly TopUpTerms[]): TopUpTerms[] {
  const alike = Map.groupBy(rows, ({ bankId, accountClass }) => `${bankId ?? ''} ${accountClass ?? ''}`)
  return [...alike.values()].flatMap((group) => group.reduce<TopUpTerms | undefined>(newer, undefined) ?? [])
}

function newer<Row extends { readonly validFrom: string }>(newest: Row | undefined, row: Row): Row {
  return newest === undefined || row.validFrom >= newest.validFrom ? row : newest
}

function width({ bankId, accountClass }: TopUpTerms): number {
  return (bankId === undefined ? 0 : 2) + (accountClass === undefined ? 0 : 1)
}

function narrowed(wide: TermsInForce, narrow: TopUpTerms): TermsInForce {
  const { fee = wide.fee, arrivesWithin = wide.arrivesWithin, refundWithin = wide.refundWithin } = narrow
  const reason = narrow.reason ?? wide.reason
  const limits: TopUpLimits = { ...wide.limits, ...narrow.limits }
  return {
    // A wider "not offered" is not undone by a row that speaks of limits.
    offered: wide.offered && narrow.offered,
    limits,
    source: narrow.source,
    checkedOn: narrow.checkedOn,
    ...(reason && { reason }),
    ...(fee && { fee }),
    ...(arrivesWithin !== undefined && { arrivesWithin }),
    ...(refundWithin !== undefined && { refundWithin }),
  }
}
