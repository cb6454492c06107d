import type { Db } from '../tables.ts'

/** A stretch with more reports than usual, not over yet. */
export interface ReportEpisode {
  readonly num: number
  readonly componentId: string
  readonly sinceAt: number
  /** The level at which a person judged it; it says nothing to readers since then. */
  readonly closedLevel?: number
  /** The draft that operators got. */
  readonly incidentId?: string
}

export async function openEpisodes(db: Db): Promise<ReportEpisode[]> {
  const rows = await db
    .selectFrom('report_episodes')
    .select(['num', 'component_id', 'since_at', 'closed_level', 'incident_id'])
    .where('ended_at', 'is', null)
    .orderBy('num')
    .execute()
  return rows.map((row) => ({
    num: row.num,
    componentId: row.component_id,
    sinceAt: row.since_at,
    ...(row.closed_level !== null && { closedLevel: row.closed_level }),
    ...(row.incident_id !== null && { incidentId: row.incident_id }),
  }))
}

export async function beginEpisode(
  db: Db,
  episode: Omit<ReportEpisode, 'num' | 'closedLevel'>,
): Promise<void> {
  const { componentId, sinceAt, incidentId } = episode
  await db
    .insertInto('report_episodes')
    .values({ component_id: componentId, since_at: sinceAt, incident_id: incidentId ?? null })
    .execute()
}

export async function endEpisode(db: Db, { num, endedAt }: { num: number; endedAt: number }): Promise<void> {
  await db.updateTable('report_episodes').set({ ended_at: endedAt }).where('num', '=', num).execute()
}

/** Notes that a person has judged it, at what level and why. */
export async function closeEpisode(
  db: Db,
  { num, level, because }: { num: number; level: number; because: string },
): Promise<void> {
  await db
    .updateTable('report_episodes')
    .set({ closed_level: level, closed_because: because })
    .where('num', '=', num)
    .execute()
}

/** The draft was taken back without anybody having judged it. */
export async function forgetDraft(db: Db, num: number): Promise<void> {
  await db.updateTable('report_episodes').set({ incident_id: null }).where('num', '=', num).execute()
}
