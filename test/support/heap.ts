import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')

/** Collects all that nothing holds any more. */
export const collect: () => void = runInNewContext('gc')

/** Heap that is held, bytes: what waits for a collection does not count. */
export function heldBytes(): number {
  collect()
  return process.memoryUsage().heapUsed
}
