/* A process that stores batch after batch and tells of each once it is stored, until it is killed. */
import { writeSync } from 'node:fs'

import { insertObservations } from '../../src/store/observations/observations.ts'
import { openStore } from '../../src/store/open.ts'
import { look, MIDNIGHT } from './looks.ts'

const [, , file = ''] = process.argv
const store = await openStore({ file })
for (let batch = 0; ; batch += 1) {
  const observations = Array.from({ length: 20 }, (_, i) => look({ probeId: `p${i}`, at: MIDNIGHT + batch }))
  await insertObservations(store.db, observations)
  writeSync(1, `${batch}\n`)
}
