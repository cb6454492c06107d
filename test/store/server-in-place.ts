/* A process that claims a database, collects its garbage, says so and stays until it is killed. */
import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

import { claimServing } from '../../src/store/serving.ts'

const [, , file = ''] = process.argv
claimServing(file)
globalThis.gc?.()
await setImmediate()
globalThis.gc?.()
writeSync(1, 'claimed\n')
setInterval(() => undefined, 60_000)
