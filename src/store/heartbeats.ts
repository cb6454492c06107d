import type { Db } from './tables.ts'

export interface Heartbeat {
  readonly at: number
  /** Whether the job said that it went well. */
  readonly ok: boolean
}

/** Keeps a probe's newest beat; an older one that arrives late changes nothing. */
export async function saveHeartbeat(db: Db, beat: Heartbeat & { readonly probeId: string }): Promise<void> {
  const fresh = { at: beat.at, ok: beat.ok ? 1 : 0 }
  await db
    .insertInto('heartbeats')
    .values({ probe_id: beat.probeId, ...fresh })
    .onConflict((conflict) =>
      conflict.column('probe_id').doUpdateSet(fresh).where('heartbeats.at', '<=', beat.at),
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
