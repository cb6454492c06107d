import path from 'node:path'

import Database from 'better-sqlite3'

import type { Observation } from '../../src/domain/observation.ts'
import { insertObservations } from '../../src/store/observations.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { benchConfig } from './bench-config.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import { openRecording } from './recording.ts'

const PROBES = 1_000
const BATCHES = 30
const TIMES = 5

/** Observations stored, against the same rows by better-sqlite3 alone, a thousand to a transaction. */
export const storeBench: Bench = {
  name: 'store',
  async run() {
    await using folder = await benchFolder()
    const config = benchConfig({ count: PROBES, every: '10s', targetUrl: 'http://127.0.0.1:1' })
    await using recording = await openRecording(path.join(folder.path, 'ours'), config)
    const { intake, store } = recording
    const ids = config.probes.map(({ id }) => id)
    const bare = await openBare(path.join(folder.path, 'bare'), ids)
    // Looks of the last hours: newer ones with every batch, and none in the future.
    let at = Date.now() - 12 * 3_600_000
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

/** The same table in a database of its own, its probes numbered beforehand. */
async function openBare(folder: string, ids: readonly string[]) {
  const file = path.join(folder, DATABASE_FILE)
  await (await openStore({ file })).close()
  const raw = new Database(file)
  raw.pragma('synchronous = normal')
  raw.pragma('foreign_keys = on')
  const name = raw.prepare('insert into probes (num, id) values (?, ?)')
  ids.forEach((id, index) => name.run(index, id))
  const numbers = new Map(ids.map((id, index) => [id, index]))
  const row = raw.prepare(
    'insert into observations (probe, at, place, outcome, latency_ms, credit_ms) values (?, ?, ?, ?, ?, ?)',
  )
  return {
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
  const explanation = { summary: 'HTTP 200 in 62 ms', steps: [{ name: 'request', outcome: 'ok', latencyMs: 62 }] } as const
  return { probeId, place: 'here', at, outcome: 'ok', latencyMs: 62, explanation }
}
