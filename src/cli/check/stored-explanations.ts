import type { RunnableProbe } from '../../probe/runnable-probe.ts'
import { explanationsOf } from '../../store/observations/explanations.ts'
import { readStore } from '../../store/open-to-read.ts'
import type { CommandIo } from '../command.ts'
import { databasePath } from '../database-path.ts'
import { explanationLines } from './explanation-lines.ts'

const NEWEST = 10

/** What the server noted of these probes' last looks, newest first, as lines for a terminal; masked when it was noted. */
export async function storedExplanationLines(
  probes: readonly RunnableProbe[],
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<string[]> {
  const file = databasePath(io)
  const lines = await readStore(file, async (db) => {
    const perProbe = await Promise.all(
      probes.map(async ({ id }) => {
        const stored = await explanationsOf(db, { probeId: id, limit: NEWEST })
        if (stored.length === 0) return ['', `${id}: nothing is noted yet`]
        return stored.flatMap(({ at, ...looked }) => {
          const [blank = '', head = '', ...rest] = explanationLines({ probeId: id, ...looked })
          return [blank, `${new Date(at).toISOString()}  ${head}`, ...rest]
        })
      }),
    )
    return perProbe.flat()
  })
  return lines ?? [`No database at ${file}: no look has been recorded there.`]
}
