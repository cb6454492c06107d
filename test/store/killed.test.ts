import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { sql } from 'kysely'
import t from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../support/store.ts'
import { MIDNIGHT } from './looks.ts'

const WRITER = fileURLToPath(import.meta.resolve('./endless-writer.ts'))

/** Lets the writer store this many batches, kills it with SIGKILL and answers all it had told of until it died. */
async function killAfter(batches: number, file: string): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(writer, 'close')
  let acknowledged = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line) + 1
    if (acknowledged === batches) writer.kill('SIGKILL')
  }
  t.strictSame(await ended, [null, 'SIGKILL'])
  return acknowledged
}

for (const batches of [1, 40, 400]) {
  t.test(`a process killed in mid-write after ${batches} batches has lost none of them`, async (t) => {
    const file = path.join(await temporaryFolder(t), DATABASE_FILE)
    const acknowledged = await killAfter(batches, file)
    t.ok(acknowledged >= batches)
    const store = await openStore({ file })
    t.teardown(() => store.close())
    for (let i = 0; i < 20; i += 1) {
      const kept = await recentObservations(store.db, { probeId: `p${i}`, limit: 1_000_000 })
      t.ok(kept.length >= acknowledged, `${kept.length} of ${acknowledged} acknowledged`)
      t.equal(kept.at(-1)?.at, MIDNIGHT)
      t.equal(kept[0]?.at, MIDNIGHT + kept.length - 1)
    }
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.db)
    t.strictSame(rows, [{ integrity_check: 'ok' }])
  })
}
