import type { Db } from '../tables.ts'

export interface Heartbeat {
  readonly at: number
  /** Whether the job said that it went well. */
  readonly ok: boolean
}

/** Two beats may overtake each other, but not by this much: then the clock was set back, and the older one is the news. */
const MOST_LATE_MS = 60_000

/** Keeps a probe's newest beat; one that is a little older and arrives late changes nothing. */
export async function saveHeartbeat(db: Db, beat: Heartbeat & { readonly probeId: string }): Promise<void> {
  const fresh = { at: beat.at, ok: beat.ok ? 1 : 0 }
  await db
    .insertInto('heartbeats')
    .values({ probe_id: beat.probeId, ...fresh })
    .onConflict((conflict) =>
      conflict
        .column('probe_id')
        .doUpdateSet(fresh)
        .where(({ eb, or }) =>
          or([eb('heartbeats.at', '<=', beat.at), eb('heartbeats.at', '>', beat.at + MOST_LATE_MS)]),
        ),
    )
    .execute()
}

export async function heartbeatOf(db: Db, probeId: string): Promise<Heartbeat | undefined> {
  const row = await db
    .selectFrom('heartbeats')
    .select(['at', 'ok'])
    .where('probe_id', '=', probeId)
    .executeTakeFirst()
  return row && { at: row.at, ok: row.ok === 1 }
}
