import type { Db } from '../tables.ts'

/** That a sender, told by what was made of its address, has reported a component; digests of 16 bytes. */
export interface StoredMark {
  readonly dayAt: number
  readonly componentId: string
  readonly sender: Buffer
  readonly block: Buffer
  readonly net: Buffer
  readonly at: number
}

export async function saveMark(db: Db, { dayAt, componentId, at, ...of }: StoredMark): Promise<void> {
  await db
    .insertInto('report_marks')
    .values({ day_at: dayAt, component_id: componentId, at, ...of })
    .onConflict((conflict) => conflict.columns(['day_at', 'component_id', 'sender']).doUpdateSet({ at }))
    .execute()
}

/** Those of a day, or of one component in it, made at or after `sinceAt`; oldest first. */
export async function marksOf(
  db: Db,
  { dayAt, sinceAt = 0, componentId }: { dayAt: number; sinceAt?: number; componentId?: string },
): Promise<StoredMark[]> {
  return db
    .selectFrom('report_marks')
    .select(['day_at as dayAt', 'component_id as componentId', 'sender', 'block', 'net', 'at'])
    .where('day_at', '=', dayAt)
    .where('at', '>=', sinceAt)
    .$if(componentId !== undefined, (query) => query.where('component_id', '=', componentId ?? ''))
    .orderBy('at')
    .execute()
}

/** Lets go of marks made before one moment or after another. */
export async function dropMarks(
  db: Db,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<void> {
  await db
    .deleteFrom('report_marks')
    .where((where) => where.or([where('at', '<', before), where('at', '>', after)]))
    .execute()
}
