import { startChild } from './child.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { ServeProcess } from './serve-process.ts'

const CONNECTIONS = 50
/** What is asked all the while is compiled by then as well as it ever will be. */
const WARM_AFTER_MS = 10_000

/** Readers are served by a server that has been up for weeks, not by one that has just begun. */
export async function warmUp({ port }: ServeProcess): Promise<void> {
  const load = startChild<LoadAsk, LoadTold>('load.ts')
  await load.ask({ do: 'connect', port, count: CONNECTIONS })
  await load.ask({ do: 'press', path: '/', forMs: WARM_AFTER_MS, revalidating: false })
  await load.stop()
}
