import Database from 'better-sqlite3'
import t from 'tap'

import { createReadiness, type WatchedParts } from '../src/readiness.ts'
import { openTestStoreFile } from './support/store.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const NOON = Date.UTC(2026, 2, 14, 4)

/** A watch over parts that all do their work, and the clock it reads. */
function watch(different: Partial<WatchedParts> = {}) {
  const time = { now: NOON }
  const readiness = createReadiness({
    store: { writable: async () => {} },
    intake: { waiting: () => 0, dropped: () => 0 },
    keeper: { health: () => ({ builtAt: time.now, failing: [] }) },
    notifierFails: () => false,
    probes: [{ periodMs: 30 * SECOND, timeoutMs: 10 * SECOND }],
    clock: () => time.now,
    ...different,
  })
  return { readiness, time }
}

t.test('the store is tried when that is due and never when somebody asks', async (t) => {
  let tries = 0
  const { readiness, time } = watch({ store: { writable: async () => void (tries += 1) } })
  t.match(readiness.read().store, { ok: false, note: 'not checked yet' })
  await readiness.checkStore()
  time.now += 4 * SECOND
  for (let asked = 0; asked < 100; asked += 1)
    t.strictSame(readiness.read().store, { ok: true, ageMs: 4_000 })
  t.equal(tries, 1)
})

t.test('a store that was found locked is told of until it is found well', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const { readiness } = watch({ store })
  const other = new Database(file)
  t.teardown(() => other.close())
  other.exec('begin immediate')
  await readiness.checkStore()
  t.match(readiness.read().store, { ok: false, note: 'locked' })
  other.exec('rollback')
  await readiness.checkStore()
  t.match(readiness.read().store, { ok: true })
})

t.test('an answer about the store that nobody renews says nothing', async (t) => {
  const { readiness, time } = watch()
  await readiness.checkStore()
  time.now += 31 * SECOND
  t.match(readiness.read().store, { ok: false, note: 'not checked lately' })
})

t.test('recording is stuck when probes look and nothing was stored for long', async (t) => {
  const { readiness, time } = watch()
  time.now += 100 * SECOND
  t.match(readiness.read().flush, { ok: true })
  time.now += 1
  t.match(readiness.read().flush, { ok: false, note: 'nothing recorded lately' })
  readiness.stored()
  t.match(readiness.read().flush, { ok: true })
})

t.test('nothing is stored where nothing looks, or looks are rare, and that is fine', async (t) => {
  const none = watch({ probes: [] })
  none.time.now += 24 * 60 * MINUTE
  t.match(none.readiness.read().flush, { ok: true })
  const rare = watch({ probes: [{ periodMs: 10 * MINUTE, timeoutMs: 10 * SECOND }] })
  rare.time.now += 30 * MINUTE
  t.match(rare.readiness.read().flush, { ok: true })
})

t.test('looks that were let go are told of for as long as others wait', async (t) => {
  let waiting = 10_000
  const { readiness } = watch({ intake: { waiting: () => waiting, dropped: () => 3 } })
  t.match(readiness.read().buffer, { ok: false, note: 'full' })
  waiting = 0
  t.match(readiness.read().buffer, { ok: true })
  t.match(watch({ intake: { waiting: () => 10, dropped: () => 0 } }).readiness.read().buffer, { ok: true })
})

t.test('pages that fail, or that nobody has made for long, are told of', async (t) => {
  let health = { builtAt: NOON, failing: ['home'] }
  const { readiness, time } = watch({ keeper: { health: () => health } })
  t.match(readiness.read().pages, { ok: false, note: 'home' })
  health = { builtAt: NOON, failing: [] }
  t.match(readiness.read().pages, { ok: true })
  time.now += 60 * MINUTE
  t.match(readiness.read().pages, { ok: false, note: 'old' })
})

t.test('a notifier whose thread fails is told of', async (t) => {
  t.match(watch().readiness.read().notices, { ok: true })
  const { readiness } = watch({ notifierFails: () => true })
  t.match(readiness.read().notices, { ok: false, note: 'cannot be sent' })
})
