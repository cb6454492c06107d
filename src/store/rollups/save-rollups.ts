import { atomically } from '../atomically.ts'
import { emptyHistogram } from './histogram.ts'
import { numberProbes } from '../observations/probes.ts'
import type { Rollup } from './rollups.ts'
import type { Db } from '../tables.ts'
import type { Span } from '../tables/observations.ts'
import { tallyToColumns } from './tally.ts'

/**
 * Writes roll-ups of a time whose observations were never here: history brought in from elsewhere. Replaces what was known of
 * them; observations of such an hour that come in later are added to it.
 */
export async function saveRollups(
  db: Db,
  { span, rollups }: { span: Span; rollups: readonly Rollup[] },
): Promise<void> {
  await atomically(db, async (tx) => {
    await numberProbes(
      tx,
      rollups.map((rollup) => rollup.probeId),
    )
    for (const { probeId, at, counts, latency, credit } of rollups) {
      const columns = {
        ...tallyToColumns({
          counts,
          latency: latency ?? emptyHistogram(),
          credit: credit ?? emptyHistogram(),
        }),
        raw_swept: 1,
      }
      await tx
        .insertInto('rollups')
        .columns(['probe', 'span', 'at', 'counts_json', 'latency_histogram', 'credit_histogram', 'raw_swept'])
        .values((values) => ({
          probe: values.selectFrom('probes').select('num').where('id', '=', probeId),
          span,
          at,
          ...columns,
        }))
        .onConflict((conflict) => conflict.columns(['probe', 'span', 'at']).doUpdateSet(columns))
        .execute()
    }
  })
}
