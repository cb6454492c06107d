import path from 'node:path'

import Database from 'better-sqlite3'

import type { Observation } from '../../src/domain/observation.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { benchConfig } from './bench-config.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import { openRecording } from './recording.ts'

const PROBES = 1_000
const BATCHES = 30
const TIMES = 5
/** Looks of each probe there before: then each lies on a page of its own, as it does after an hour or two. */
const LOOKS_BEFORE = 200

/** Observations stored, against the same rows by better-sqlite3 alone, a thousand to a transaction. */
export const storeBench: Bench = {
  name: 'store',
  async run() {
    await using folder = await benchFolder()
    const config = benchConfig({ count: PROBES, every: '10s', targetUrl: 'http://127.0.0.1:1' })
    await using recording = await openRecording(path.join(folder.path, 'ours'), config)
    const { intake, store } = recording
    const ids = config.probes.map(({ id }) => id)
    const bare = await openBare(path.join(folder.path, 'bare'))
    // Looks of the last hours: newer ones with every batch, and none in the future.
    let at = Date.now() - 12 * 3_600_000
    fillBefore(path.join(folder.path, 'ours'), { ids, now: at })
    fillBefore(path.join(folder.path, 'bare'), { ids, now: at })
    bare.readNumbers()
    const nextBatch = (): Observation[] => {
      at += 10_000
      return ids.map((id, index) => look(id, at + index))
    }
    const recorded = async (): Promise<void> => {
      const batch = nextBatch()
      for (const one of batch) intake.push(one)
      await intake.flush(at + PROBES)
    }
    const inserted = () => insertObservations(store.db, nextBatch())
    const barely = async (): Promise<void> => bare.insert(nextBatch())

    const whole = await inTurn(TIMES, { ours: () => rateOf(recorded), bare: () => rateOf(barely) })
    const rows = await inTurn(TIMES, { ours: () => rateOf(inserted), bare: () => rateOf(barely) })
    bare.close()
    return [
      { name: 'taken in, judged and stored', ...pairOf(whole, (rate) => rate), unit: 'rows/s' },
      { name: 'stored', ...pairOf(rows, (rate) => rate), unit: 'rows/s' },
    ]
  },
}

/** Names the probes and gives each its earlier looks. */
function fillBefore(
  folder: string,
  { ids, now }: { readonly ids: readonly string[]; readonly now: number },
): void {
  const raw = new Database(path.join(folder, DATABASE_FILE))
  raw.prepare('insert into probes (id) select value from json_each(?)').run(JSON.stringify(ids))
  raw
    .prepare(
      `insert into observations (probe, at, place, outcome, latency_ms)
        with recursive looks (value) as (select @count union all select value - 1 from looks where value > 1)
        select num, @now - value * 10000, 'here', 0, 62 from probes cross join looks`,
    )
    .run({ count: LOOKS_BEFORE, now })
  raw.close()
}

/** The same table in a database of its own. */
async function openBare(folder: string) {
  const file = path.join(folder, DATABASE_FILE)
  await (await openStore({ file })).close()
  const raw = new Database(file)
  raw.pragma('synchronous = normal')
  raw.pragma('foreign_keys = on')
  const numbers = new Map<string, number>()
  const row = raw.prepare(
    'insert into observations (probe, at, place, outcome, latency_ms, credit_ms) values (?, ?, ?, ?, ?, ?)',
  )
  return {
    readNumbers(): void {
      for (const { id, num } of raw.prepare<[], { id: string; num: number }>('select * from probes').all()) {
        numbers.set(id, num)
      }
    },
    insert: raw.transaction((batch: readonly Observation[]) => {
      for (const one of batch) row.run(numbers.get(one.probeId), one.at, one.place, 0, one.latencyMs, null)
    }),
    close: () => void raw.close(),
  }
}

async function rateOf(storeThousand: () => Promise<void>): Promise<number> {
  const beganAt = performance.now()
  for (let batch = 0; batch < BATCHES; batch += 1) await storeThousand()
  return (BATCHES * PROBES * 1000) / (performance.now() - beganAt)
}

function look(probeId: string, at: number): Observation {
  const explanation = {
    summary: 'HTTP 200 in 62 ms',
    steps: [{ name: 'request', outcome: 'ok', latencyMs: 62 }],
  } as const
  return { probeId, place: 'here', at, outcome: 'ok', latencyMs: 62, explanation }
}
