import { sql } from 'kysely'

import type { Explanation, Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { fromJson } from '../json.ts'
import { outcomeCode, outcomeOf } from './outcome-code.ts'
import type { Db } from '../tables.ts'

/**
 * A success is explained again after this long at the earliest: enough to see what an answer looks like when all is
 * well, without writing a page of steps for each of them.
 */
const OK_EVERY_MS = 10 * 60_000

/** Keeps explanations of everything but ok, and the latest of ok. The probes have their numbers already. */
export async function saveExplanations(tx: Db, observations: readonly Observation[]): Promise<void> {
  const explained = observations.filter((o) => o.explanation !== undefined)
  await saveTroubles(
    tx,
    explained.filter((o) => o.outcome !== 'ok'),
  )
  await saveSuccesses(
    tx,
    explained.filter((o) => o.outcome === 'ok'),
  )
}

/** A probe's last explanations, newest first. */
export async function explanationsOf(
  db: Db,
  { probeId, limit }: { probeId: string; limit: number },
): Promise<{ at: number; outcome: Outcome; explanation: Explanation }[]> {
  const troubles = await db
    .selectFrom('explanations')
    .innerJoin('probes', 'probes.num', 'explanations.probe')
    .select(['at', 'outcome', 'body_json'])
    .where('probes.id', '=', probeId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  const successes = await db
    .selectFrom('ok_explanations')
    .innerJoin('probes', 'probes.num', 'ok_explanations.probe')
    .select(['at', 'body_json'])
    .where('probes.id', '=', probeId)
    .execute()
  return [...troubles, ...successes.map((row) => ({ ...row, outcome: outcomeCode('ok') }))]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit)
    .map((row) => ({
      at: row.at,
      outcome: outcomeOf(row.outcome),
      explanation: fromJson(row.body_json),
    }))
}

async function saveTroubles(tx: Db, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return
  const rows = observations.map((o) => [o.probeId, o.at, o.place, outcomeCode(o.outcome), o.explanation])
  await sql`
    insert into explanations (probe, at, place, outcome, body_json)
    select probes.num, seen.value ->> 1, seen.value ->> 2, seen.value ->> 3, seen.value -> 4
    from json_each(${JSON.stringify(rows)}) as seen cross join probes on probes.id = seen.value ->> 0
    where true
    on conflict do nothing`.execute(tx)
}

async function saveSuccesses(tx: Db, observations: readonly Observation[]): Promise<void> {
  const newest = new Map<string, Observation>()
  for (const o of observations) {
    if (o.at > (newest.get(o.probeId)?.at ?? -Infinity)) newest.set(o.probeId, o)
  }
  if (newest.size === 0) return
  const writtenAt = await okExplainedAt(tx, [...newest.keys()])
  const due = [...newest.values()].filter(
    (o) => o.at >= (writtenAt.get(o.probeId) ?? -Infinity) + OK_EVERY_MS,
  )
  if (due.length === 0) return
  const rows = due.map((o) => [o.probeId, o.at, o.explanation])
  await sql`
    insert into ok_explanations (probe, at, body_json)
    select probes.num, seen.value ->> 1, seen.value -> 2
    from json_each(${JSON.stringify(rows)}) as seen cross join probes on probes.id = seen.value ->> 0
    where true
    on conflict (probe) do update set at = excluded.at, body_json = excluded.body_json`.execute(tx)
}

/** Asked first so that the explanations which are not due, nearly all, need not be made into text. */
async function okExplainedAt(tx: Db, probeIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; at: number }>`
    select probes.id, ok_explanations.at
    from json_each(${JSON.stringify(probeIds)}) as asked
    cross join probes on probes.id = asked.value
    join ok_explanations on ok_explanations.probe = probes.num`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.at]))
}
