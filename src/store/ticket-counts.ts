import { sql } from 'kysely'

import type { FeedbackKind } from '../domain/feedback.ts'
import type { Db, Tables } from './tables.ts'
import type { TicketSpeed } from './tables/tickets.ts'

export type { TicketSpeed } from './tables/tickets.ts'

/** What a year's tickets of one category come to. Holds nothing of any one of them. */
export interface TicketCounts extends Readonly<Record<TicketSpeed | CountedName, number>> {
  readonly kind: FeedbackKind
  readonly category: string
}

type CountedName = 'received' | 'withdrawn' | 'rated' | 'rating_sum'

/** Whose counts: those of the tickets that were received in that year. */
export interface CountPlace {
  readonly year: number
  readonly kind: FeedbackKind
  readonly category: string
}

/** Adds to some counts of a place; less than nothing takes away. */
export async function addToCounts(
  db: Db,
  { year, kind, category }: CountPlace,
  added: Readonly<Partial<Record<TicketSpeed | CountedName, number>>>,
): Promise<void> {
  const names = [
    'received',
    'withdrawn',
    'within_1',
    'within_3',
    'within_7',
    'over_7',
    'rated',
    'rating_sum',
  ] as const
  await db
    .insertInto('ticket_counts')
    .values({ year, kind, category, ...EMPTY, ...added })
    .onConflict((conflict) =>
      conflict
        .columns(['year', 'kind', 'category'])
        .doUpdateSet(
          Object.fromEntries(
            names.map((name) => [name, sql`ticket_counts.${sql.ref(name)} + ${added[name] ?? 0}`]),
          ),
        ),
    )
    .execute()
}

const EMPTY = {
  received: 0,
  withdrawn: 0,
  within_1: 0,
  within_3: 0,
  within_7: 0,
  over_7: 0,
  rated: 0,
  rating_sum: 0,
} as const satisfies Omit<Tables['ticket_counts'], keyof CountPlace>

export async function countsOfYear(db: Db, year: number): Promise<TicketCounts[]> {
  return db
    .selectFrom('ticket_counts')
    .selectAll()
    .where('year', '=', year)
    .orderBy('kind', 'desc')
    .orderBy('category')
    .execute()
}

/** Years of which there are counts, newest first. */
export async function countedYears(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('ticket_counts')
    .select('year')
    .distinct()
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}
