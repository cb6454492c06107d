import type { Db } from './tables.ts'

/** Those who never confirmed in time, and those who only wanted to hear of incidents that are all long over. */
export async function outlivedSubscribers(
  db: Db,
  { now, incidentsOverBefore, limit }: { now: number; incidentsOverBefore: number; limit: number },
): Promise<number[]> {
  const unconfirmed = await db
    .selectFrom('subscribers')
    .select('num')
    .where('status', '=', 'pending')
    .where('confirm_until', '<', now)
    .limit(limit)
    .execute()
  const done = await db
    .selectFrom('subscriptions')
    .innerJoin('incidents', 'incidents.id', 'subscriptions.topic_id')
    .select('subscriptions.subscriber as num')
    .where('subscriptions.topic', '=', 'incident')
    .where('incidents.resolved_at', '<', incidentsOverBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('subscriptions as other')
            .leftJoin('incidents as still', 'still.id', 'other.topic_id')
            .select('other.subscriber')
            .whereRef('other.subscriber', '=', 'subscriptions.subscriber')
            .where(({ or, eb, and }) =>
              or([
                eb('other.topic', '!=', 'incident'),
                and([eb('still.id', 'is not', null), eb('still.resolved_at', 'is', null)]),
                eb('still.resolved_at', '>=', incidentsOverBefore),
              ]),
            ),
        ),
      ),
    )
    .limit(limit)
    .execute()
  return [...new Set([...unconfirmed, ...done].map(({ num }) => num))]
}
