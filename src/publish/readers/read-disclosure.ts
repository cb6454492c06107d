import type { FeedbackKind } from '../../domain/feedback.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Db } from '../../store/open.ts'
import { countedYears, countsOfYear, type TicketCounts } from '../../store/ticket-counts.ts'

/** What payment institutions in China disclose of a year's complaints. Numbers only, and those outlive the tickets. */
export interface Disclosure {
  readonly year: number
  readonly kinds: readonly (Figures & { readonly kind: FeedbackKind })[]
  readonly categories: readonly (Figures & { readonly kind: FeedbackKind; readonly category: string })[]
  readonly all: Figures
  /** Transactions that complaints were about, of all there were; absent where nobody said how many there were. */
  readonly share?: { readonly ratio: number; readonly transactions: number }
}

export interface Figures {
  readonly received: number
  /** Deleted by their writers before there was an answer. */
  readonly withdrawn: number
  readonly handled: number
  /** Answered within so many working days. */
  readonly within1: number
  readonly within3: number
  readonly within7: number
  readonly over7: number
  readonly rated: number
  /** 1 to 5; undefined where nobody has said. */
  readonly satisfaction?: number
}

export interface DisclosureReader {
  /** Years there is something to tell of, newest first. */
  years(): Promise<number[]>
  /** `transactions` in place of what the configuration says of that year. */
  read(year: number, transactions?: number): Promise<Disclosure>
}

export function createDisclosureReader({
  db,
  wallet,
}: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'feedback'>
}): DisclosureReader {
  const known = wallet.feedback?.transactions ?? []
  return {
    years: () => countedYears(db),
    async read(year, transactions = known.find((one) => one.year === year)?.count) {
      return disclosureOf(year, await countsOfYear(db, year), transactions)
    },
  }
}

export function disclosureOf(
  year: number,
  counts: readonly TicketCounts[],
  transactions?: number,
): Disclosure {
  const ofKind = (kind: FeedbackKind) => counts.filter((one) => one.kind === kind)
  const concerned = sum(ofKind('transaction'), 'received')
  return {
    year,
    kinds: (['transaction', 'service'] as const).map((kind) => ({ kind, ...figuresOf(ofKind(kind)) })),
    categories: counts.map((one) => ({ kind: one.kind, category: one.category, ...figuresOf([one]) })),
    all: figuresOf(counts),
    ...(transactions !== undefined && { share: { ratio: concerned / transactions, transactions } }),
  }
}

function figuresOf(counts: readonly TicketCounts[]): Figures {
  const speeds = {
    within1: sum(counts, 'within_1'),
    within3: sum(counts, 'within_3'),
    within7: sum(counts, 'within_7'),
    over7: sum(counts, 'over_7'),
  }
  const rated = sum(counts, 'rated')
  return {
    received: sum(counts, 'received'),
    withdrawn: sum(counts, 'withdrawn'),
    handled: Object.values(speeds).reduce((total, count) => total + count, 0),
    ...speeds,
    rated,
    ...(rated > 0 && { satisfaction: sum(counts, 'rating_sum') / rated }),
  }
}

function sum(
  counts: readonly TicketCounts[],
  name: Exclude<keyof TicketCounts, 'kind' | 'category'>,
): number {
  return counts.reduce((total, one) => total + one[name], 0)
}
