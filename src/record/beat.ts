import { saveHeartbeat } from '../store/observations/heartbeats.ts'
import type { Db } from '../store/open.ts'

/** Writes down that a job reported, and whether it says it went well; the probe that waits for it reads it. */
export async function heartbeat(
  db: Db,
  { probeId, ok }: { readonly probeId: string; readonly ok: boolean },
  now: number,
): Promise<void> {
  await saveHeartbeat(db, { probeId, at: now, ok })
}
