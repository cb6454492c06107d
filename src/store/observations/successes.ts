import { sql } from 'kysely'

import { outcomeCode } from './outcome-code.ts'
import type { Db } from '../tables.ts'

const HOUR_MS = 3_600_000
/** A day of the page's zone is this long at most, where a clock is put back in it. */
const LONGEST_DAY_MS = 25 * HOUR_MS

/**
 * Whether any look of this probe before `at` went well, as far back as anything is kept: observations for weeks, days'
 * counts for good. A roll-up counts only where all of it lies before `at`.
 */
export async function hasSucceededBefore(
  db: Db,
  { probeId, at }: { readonly probeId: string; readonly at: number },
): Promise<boolean> {
  const { rows } = await sql`
    with asked as (select num from probes where id = ${probeId})
    select 1 from asked
    where exists (
      select 1 from observations
      where probe = num and at < ${at} and outcome in (${outcomeCode('ok')}, ${outcomeCode('slow')}))
    or exists (
      select 1 from rollups
      where probe = num
        and at <= ${at} - case span when 'hour' then ${HOUR_MS} else ${LONGEST_DAY_MS} end
        and (counts_json like '%"ok":%' or counts_json like '%"slow":%'))`.execute(db)
  return rows.length > 0
}
