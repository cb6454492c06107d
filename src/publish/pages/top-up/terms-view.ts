import type { Fen } from '../../../domain/money.ts'
import type { FeeRule, Quote, TopUpLimits, TopUpTerms } from '../../../domain/top-up.ts'
import { holdsOn, termsInForce, type TermsInForce } from '../../../help/top-up/terms-in-force.ts'
import { stricter } from '../../../help/top-up/limits.ts'
import { noonOf } from '../../../lib/zone-days.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import type { Words } from '../../../lib/words/words.ts'
import { componentName } from '../../../lib/words/component-names.ts'
import type { PageContext } from '../page-context.ts'
import { channelsOf, type Figures } from './top-up-facts.ts'

/** Limits, fees and promises as they hold today, and what is announced to change. */
export function termsViews(context: PageContext, figures: Figures) {
  const { words, now, deps } = context
  const day = words.dayKey(now)
  const { terms } = deps.wallet.topUp
  return channelsOf(context).flatMap(({ id: channelId }) => {
    const own = terms.filter((row) => row.channelId === channelId)
    const held = Map.groupBy(
      own.filter((row) => holdsOn(row, day)),
      keyOf,
    )
    return [...held.values()].flatMap(([row]) => {
      const inForce = row && termsInForce(terms, row, day)
      return row && inForce
        ? rowView(context, row, { inForce, figures, coming: comingOf(own, row, day) })
        : []
    })
  })
}

/** What is not offered, with the reason. */
export function notOfferedViews({ words, now, deps }: PageContext) {
  const day = words.dayKey(now)
  return deps.wallet.topUp.notOffered
    .filter((one) => holdsOn(one, day))
    .map(({ name, reason }) => ({ name: textView(words, name), reason: textView(words, reason) }))
}

/** What the payment rules let each class pay from its balance. */
export function classViews({ words, now, deps }: PageContext) {
  const day = words.dayKey(now)
  return deps.wallet.topUp.classes
    .filter((rule) => holdsOn(rule, day))
    .map(({ accountClass, perYear, lifetime, source, checkedOn }) => ({
      name: words.say(`topup:class.${accountClass}`),
      limits: [
        ...(perYear === undefined
          ? []
          : [words.say('topup:terms.classYear', { limit: words.money(perYear) })]),
        ...(lifetime === undefined
          ? []
          : [words.say('topup:terms.classLifetime', { limit: words.money(lifetime) })]),
      ],
      source: words.say('page:contact.checked', {
        source: plainText(words, source),
        date: words.day(checkedOn),
      }),
    }))
}

function rowView(
  context: PageContext,
  row: TopUpTerms,
  seen: {
    readonly inForce: TermsInForce
    readonly figures: Figures
    readonly coming: TopUpTerms | undefined
  },
) {
  const { words, place } = context
  const { inForce, coming } = seen
  const found = place(row.bankId ?? row.channelId)
  const quote = seen.figures.get(row.bankId ?? row.channelId)?.quote
  const ofClass = row.accountClass === undefined ? '' : words.say(`topup:class.${row.accountClass}`)
  return {
    channelId: row.channelId,
    name: found === undefined ? row.channelId : componentName(words, found),
    ofClass,
    offered: inForce.offered,
    reason: inForce.reason ? textView(words, inForce.reason) : null,
    limits: limitLines(words, inForce.limits),
    quoted: quote === undefined ? [] : quotedLines(words, inForce, quote),
    fee: inForce.fee ? feeInWords(words, inForce.fee) : words.say('topup:terms.unknown'),
    arrival: promise(words, inForce.arrivesWithin),
    refund:
      inForce.refundWithin === undefined
        ? words.say('topup:terms.unknown')
        : words.say('topup:terms.refund', { days: inForce.refundWithin }),
    source: words.say('page:contact.checked', {
      source: plainText(words, inForce.source),
      date: words.day(inForce.checkedOn),
    }),
    coming: coming === undefined ? null : comingInWords(context, coming),
  }
}

/** `单笔 1 元至 5,000 元`, and every wider limit on a line of its own. */
function limitLines(words: Words, { min, perTransaction, ...wider }: TopUpLimits): string[] {
  const money = (fen: Fen) => words.money(fen)
  const single =
    perTransaction === undefined
      ? min === undefined
        ? []
        : [words.say('topup:terms.min', { limit: money(min) })]
      : [
          min === undefined
            ? words.say('topup:terms.perTransaction', { limit: money(perTransaction) })
            : words.say('topup:terms.single', { min: money(min), limit: money(perTransaction) }),
        ]
  const further = (['perDay', 'perMonth', 'perYear', 'lifetime'] as const).flatMap((kind) => {
    const limit = wider[kind]
    return limit === undefined ? [] : [words.say(`topup:terms.${kind}`, { limit: money(limit) })]
  })
  const lines = [...single, ...further]
  return lines.length === 0 ? [words.say('topup:terms.unknown')] : lines
}

/** Only what is stricter than what is published: the rest is no news. */
function quotedLines(words: Words, { limits, fee }: TermsInForce, quote: Quote): string[] {
  const both = stricter(limits, quote)
  const kinds = ['min', 'perTransaction', 'perDay'] as const
  const lines = kinds.flatMap((kind) => {
    const limit = both[kind]
    if (limit === undefined || limit === limits[kind]) return []
    return [words.say(`topup:terms.${kind}`, { limit: words.money(limit) })]
  })
  const dearer = quote.fee !== undefined && fee !== undefined && fee.percent === 0 && quote.fee > fee.fixed
  if (dearer) lines.push(words.say('topup:terms.quotedFee', { fee: words.money(quote.fee ?? 0) }))
  return lines
}

function feeInWords(words: Words, { fixed, percent, freeUpTo, atLeast, atMost }: FeeRule): string {
  if (fixed === 0 && percent === 0) return words.say('topup:fee.free')
  const rate = `${percent / 10_000}%`
  const charged = [
    ...(percent === 0 ? [] : [words.say('topup:fee.percent', { rate })]),
    ...(fixed === 0 ? [] : [words.say('topup:fee.fixed', { fee: words.money(fixed) })]),
  ]
  const parts = [
    ...(freeUpTo === 0 ? [] : [words.say('topup:fee.freeUpTo', { limit: words.money(freeUpTo) })]),
    charged.join(words.say('topup:fee.plus')),
    ...(atLeast === undefined ? [] : [words.say('topup:fee.atLeast', { fee: words.money(atLeast) })]),
    ...(atMost === undefined ? [] : [words.say('topup:fee.atMost', { fee: words.money(atMost) })]),
  ]
  return parts.join(words.say('page:list.comma'))
}

function promise(words: Words, arrivesWithin: number | undefined): string {
  if (arrivesWithin === undefined) return words.say('topup:terms.unknown')
  return words.say('topup:terms.arrival', { time: words.duration(arrivesWithin) })
}

function comingInWords({ words, now, deps }: PageContext, { validFrom, limits, fee }: TopUpTerms): string {
  const lines = [
    ...(Object.keys(limits).length === 0 ? [] : limitLines(words, limits)),
    ...(fee ? [words.say('topup:terms.comingFee', { fee: feeInWords(words, fee) })] : []),
  ]
  return words.say('topup:terms.coming', {
    date: words.date(noonOf(deps.wallet.page.zone, validFrom), now),
    lines: lines.join(words.say('page:list.comma')),
  })
}

/** The next row of the same kind that is not in force yet. */
function comingOf(rows: readonly TopUpTerms[], row: TopUpTerms, day: string): TopUpTerms | undefined {
  return rows
    .filter((other) => keyOf(other) === keyOf(row) && other.validFrom > day)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))[0]
}

function keyOf({ bankId, accountClass }: TopUpTerms): string {
  return `${bankId ?? ''} ${accountClass ?? ''}`
}
