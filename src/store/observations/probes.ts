import { sql } from 'kysely'

import type { Db } from '../tables.ts'

/** Gives probes that are seen for the first time their number. */
export async function numberProbes(tx: Db, probeIds: readonly string[]): Promise<void> {
  const ids = JSON.stringify([...new Set(probeIds)])
  await sql`
    insert into probes (id)
    select value from json_each(${ids})
    where not exists (select 1 from probes where probes.id = json_each.value)`.execute(tx)
}
