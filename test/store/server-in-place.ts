/* A process that claims a database, says so and stays until it is killed. */
import { writeSync } from 'node:fs'

import { claimServing } from '../../src/store/serving.ts'

const [, , file = ''] = process.argv
claimServing(file)
writeSync(1, 'claimed\n')
setInterval(() => undefined, 60_000)
