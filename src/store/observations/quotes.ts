import { sql } from 'kysely'

import type { Observation } from '../../domain/observation.ts'
import type { Quote } from '../../domain/top-up.ts'
import { fromJson, toJson } from '../json.ts'
import type { Db } from '../tables.ts'

/** Keeps each probe's newest quote and no other, so there are never more of them than probes. */
export async function saveQuotes(db: Db, observations: readonly Observation[]): Promise<void> {
  for (const { probeId, at, quote } of observations) {
    if (quote === undefined) continue
    await sql`
      insert into quotes (probe, at, quoted_json)
      select num, ${at}, ${toJson(quote)} from probes where id = ${probeId}
      on conflict (probe) do update set at = excluded.at, quoted_json = excluded.quoted_json
      where excluded.at >= quotes.at`.execute(db)
  }
}

/** Each probe's newest quote since `fromAt`; probes without one are absent. */
export async function quotesSince(db: Db, fromAt: number): Promise<Map<string, Quote>> {
  const rows = await db
    .selectFrom('quotes')
    .innerJoin('probes', 'probes.num', 'quotes.probe')
    .select(['id', 'at', 'quoted_json'])
    .where('at', '>=', fromAt)
    .execute()
  return new Map(rows.map(({ id, at, quoted_json }) => [id, { ...fromJson(quoted_json), at }]))
}
