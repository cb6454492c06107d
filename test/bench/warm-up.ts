import { STARTED_UP_AFTER_MS } from '../../src/lib/give-memory-back.ts'
import { startChild } from './child.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { ServeProcess } from './serve-process.ts'

const CONNECTIONS = 50
/** After it has given back what its start needed, which leaves nothing compiled as it was. */
const ONWARD_MS = 3_000

/** Readers are served by a server that has been up for weeks, not by one that has just begun. */
export async function warmUp({ port }: ServeProcess): Promise<void> {
  const load = startChild<LoadAsk, LoadTold>('load.ts')
  await load.ask({ do: 'connect', port, count: CONNECTIONS })
  await load.ask({ do: 'press', path: '/', forMs: STARTED_UP_AFTER_MS + ONWARD_MS, revalidating: false })
  await load.stop()
}
