import Database from 'better-sqlite3'
import pino from 'pino'
import t, { type Test } from 'tap'

import type { Gap } from '../../src/domain/gap.ts'
import type { Observation } from '../../src/domain/observation.ts'
import { createIntake } from '../../src/record/intake.ts'
import { createObserver } from '../../src/record/observe.ts'
import type { Recorded } from '../../src/record/recorded.ts'
import { gapsBetween } from '../../src/store/gaps.ts'
import { recentObservations } from '../../src/store/observations/observations.ts'
import { openTestStoreFile } from '../support/store.ts'
import { probesOf, PUBLISHING, SECOND, TEN, texts, WALLET } from './story.ts'

const look = (at: number): Observation => ({ probeId: 'bills', place: 'here', at, outcome: 'ok' })

/** An intake before a real store that another connection can lock. */
async function begin(t: Test, limit?: number) {
  const { store, file } = await openTestStoreFile(t)
  const warnings: { readonly msg: string; readonly count?: number; readonly level?: number }[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void warnings.push(JSON.parse(line)) })
  const deps = { db: store.db, wallet: WALLET, probes: probesOf(WALLET), publishing: PUBLISHING, texts, log }
  const observer = createObserver(deps)
  await observer.restore(TEN)
  const recorded: Recorded[] = []
  let now = TEN
  const intake = createIntake({
    observer,
    clock: () => now,
    log,
    onRecorded: (one) => void recorded.push(one),
    ...(limit !== undefined && { limit }),
  })
  return {
    db: store.db,
    observer,
    intake,
    recorded,
    warnings,
    lock() {
      const other = new Database(file)
      other.exec('begin immediate')
      return () => other.close()
    },
    stored: async () => (await recentObservations(store.db, { probeId: 'bills', limit: 1_000 })).length,
    flushAt(at: number) {
      now = at
      return intake.flush(at)
    },
  }
}

t.test('what was pushed is recorded by a flush, and told', async (t) => {
  const { intake, recorded, stored, flushAt } = await begin(t)
  intake.push(look(TEN))
  intake.push(look(TEN + 5))
  t.equal(intake.waiting(), 2)
  await flushAt(TEN + 200)
  t.equal(intake.waiting(), 0)
  t.equal(await stored(), 2)
  t.match(recorded, [{ changes: [{ componentId: 'bills', to: 'operational' }], published: true }])
})

t.test('while the store is locked observations wait, and nothing is lost when it is back', async (t) => {
  const { intake, stored, lock, flushAt, warnings } = await begin(t)
  const unlock = lock()
  intake.push(look(TEN))
  await flushAt(TEN + 200)
  intake.push(look(TEN + SECOND))
  await flushAt(TEN + SECOND)
  t.equal(intake.waiting(), 2)
  unlock()
  await flushAt(TEN + 10 * SECOND)
  t.equal(intake.waiting(), 0)
  t.equal(await stored(), 2)
  t.match(warnings, [{ msg: /The store is away/ }, { msg: /The store is back/ }], 'said once each')
})

t.test('looks that wait for the store keep what they saw from being called stale', async (t) => {
  const { intake, observer, lock, flushAt, recorded } = await begin(t)
  intake.push(look(TEN))
  await flushAt(TEN)
  const unlock = lock()
  for (let after = 30; after <= 600; after += 30) intake.push(look(TEN + after * SECOND))
  await flushAt(TEN + 600 * SECOND)
  unlock()
  const { changes } = await observer.tick(TEN + 601 * SECOND)
  await flushAt(TEN + 610 * SECOND)
  t.strictSame(changes, [])
  t.strictSame(
    recorded.flatMap((one) => one.changes.map(({ to }) => to)),
    ['operational'],
  )
})

t.test('a store that is away is not asked at every flush', async (t) => {
  const { intake, lock, flushAt } = await begin(t)
  const unlock = lock()
  intake.push(look(TEN))
  await flushAt(TEN)
  const before = performance.now()
  for (let after = 10; after < 250; after += 10) await flushAt(TEN + after)
  t.ok(performance.now() - before < 200, 'each try would have waited for the lock on our only thread')
  unlock()
})

t.test('beyond the bound the oldest go, are counted, and become a gap once the store is back', async (t) => {
  const { intake, stored, lock, flushAt, db, warnings } = await begin(t, 10)
  const unlock = lock()
  for (let i = 0; i < 8; i += 1) intake.push(look(TEN + i))
  await flushAt(TEN + 200)
  for (let i = 8; i < 15; i += 1) intake.push(look(TEN + i))
  t.equal(intake.waiting(), 10)
  t.equal(intake.dropped(), 5)
  unlock()
  await flushAt(TEN + 10 * SECOND)
  t.equal(await stored(), 10)
  const gaps: Gap[] = await gapsBetween(db, { fromAt: 0, toAt: TEN + SECOND })
  t.strictSame(gaps, [{ fromAt: TEN, toAt: TEN + 4, cause: 'store_unavailable' }])
  t.match(warnings.at(-2), { count: 5 })
})

t.test('closing records what waits and takes no more', async (t) => {
  const { intake, stored } = await begin(t)
  intake.push(look(TEN))
  await intake.close()
  intake.push(look(TEN + 5))
  t.equal(intake.waiting(), 0)
  t.equal(await stored(), 1)
})

t.test('a mistake of ours is thrown, and its observations are kept', async (t) => {
  const { db, intake, flushAt } = await begin(t)
  await db.schema.alterTable('changes').renameTo('elsewhere').execute()
  intake.push(look(TEN))
  await t.rejects(flushAt(TEN + 200), /changes/)
  t.equal(intake.waiting(), 1)
  await db.schema.alterTable('elsewhere').renameTo('changes').execute()
  await flushAt(TEN + 400)
  t.equal(intake.waiting(), 0)
})

t.test(
  'an observation that cannot be stored is set aside after some tries, and the others are kept',
  async (t) => {
    const { intake, flushAt, stored, warnings } = await begin(t)
    for (let i = 0; i < 40; i += 1) {
      const at = TEN + i * SECOND
      // A time that no column takes.
      intake.push(i === 23 ? { ...look(at), probeId: 'sms', at: Number.NaN } : look(at))
    }
    let after = 40
    for (let tries = 0; intake.waiting() > 0 && tries < 20; tries += 1) {
      await flushAt(TEN + (after += 1) * SECOND).catch(() => undefined)
    }
    t.equal(intake.waiting(), 0)
    t.equal(await stored(), 39)
    t.equal(intake.dropped(), 1)
    const errors = warnings.filter(({ msg }) => /set aside/.test(msg))
    t.match(errors, [{ level: 50, probeId: 'sms' }])
    t.equal(errors.length, 1)
  },
)

t.test('while nothing can be recorded for another reason than the store, what was seen fades', async (t) => {
  const { observer } = await begin(t)
  await observer.observe([look(TEN)], TEN)
  await t.rejects(observer.observe([{ ...look(TEN), at: Number.NaN }], TEN + SECOND))
  const states: string[] = []
  for (let after = 10; after <= 300; after += 10) {
    const { changes } = await observer.tick(TEN + after * SECOND)
    states.push(...changes.filter(({ componentId }) => componentId === 'bills').map(({ to }) => to))
  }
  t.strictSame(states, ['unknown'])
})
