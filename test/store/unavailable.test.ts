import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'
import { sql } from 'kysely'
import t, { type Test } from 'tap'

import { insertObservations, recentObservations } from '../../src/store/observations/observations.ts'
import { openStore } from '../../src/store/open.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import type { Db } from '../../src/store/tables.ts'
import { openTestStore, openTestStoreFile, temporaryFolder } from '../support/store.ts'
import { look, looks, MIDNIGHT } from './looks.ts'

/** Another connection that has begun to write, as another process would. */
function lock(t: Test, file: string): { release(): void } {
  const other = new Database(file)
  t.teardown(() => other.close())
  other.exec('begin immediate')
  return { release: () => void other.exec('rollback') }
}

async function stored(db: Db): Promise<number> {
  return (await recentObservations(db, { probeId: 'pay', limit: 1_000_000 })).length
}

const locked = { name: 'StoreUnavailable', kind: 'locked' }
const full = { name: 'StoreUnavailable', kind: 'full' }
const readOnly = { name: 'StoreUnavailable', kind: 'read_only' }
const broken = { name: 'StoreUnavailable', kind: 'broken' }

t.test('while another process writes, ours says so soon, still reads, and goes on afterwards', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  await insertObservations(store.db, [look()])
  const { release } = lock(t, file)
  const began = performance.now()
  await t.rejects(insertObservations(store.db, [look({ at: MIDNIGHT + 1 })]), locked)
  const waitedMs = performance.now() - began
  t.ok(waitedMs > 200 && waitedMs < 1_000, `waited ${waitedMs} ms`)
  await t.rejects(writeSetting(store.db, 'a', 'b'), locked)
  await t.rejects(store.writable(), locked)
  t.equal(await stored(store.db), 1)
  release()
  await store.writable()
  await insertObservations(store.db, [look({ at: MIDNIGHT + 1 })])
  t.equal(await stored(store.db), 2)
})

t.test('an up-to-date database opens while another process writes', async (t) => {
  const { file } = await openTestStoreFile(t)
  lock(t, file)
  const second = await openStore({ file })
  await t.rejects(second.writable(), locked)
  await second.close()
})

t.test('a commit by another process between our reading and our writing is no failure', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const other = await openStore({ file })
  t.teardown(() => other.close())
  await store.db.transaction().execute(async (tx) => {
    await readSetting(tx, 'a')
    await t.rejects(writeSetting(other.db, 'a', 'theirs'), locked, 'they wait for us')
    await writeSetting(tx, 'a', 'ours')
  })
  t.equal(await readSetting(other.db, 'a'), 'ours')
})

t.test(
  'a full disk keeps what was acknowledged, undoes the rest, and is over when there is room',
  async (t) => {
    const { db, writable } = await openTestStore(t)
    await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + 100, everyMs: 1 }))
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count + 2)}`.execute(db)
    const tooMany = looks({ fromAt: MIDNIGHT + 100, toAt: MIDNIGHT + 5_000, everyMs: 1 })
    await t.rejects(insertObservations(db, tooMany), full)
    await t.rejects(writable(), full)
    t.equal(await stored(db), 100)
    await sql`pragma max_page_count = 1000000`.execute(db)
    await writable()
    await insertObservations(db, tooMany)
    t.equal(await stored(db), 5_000)
  },
)

t.test('a database that may only be read is read', async (t) => {
  const { db, writable } = await openTestStore(t)
  await insertObservations(db, [look()])
  await sql`pragma query_only = 1`.execute(db)
  await t.rejects(insertObservations(db, [look({ at: MIDNIGHT + 1 })]), readOnly)
  await t.rejects(writable(), readOnly)
  t.equal(await stored(db), 1)
  await sql`pragma query_only = 0`.execute(db)
  await writable()
})

t.test('a check for writing leaves nothing behind', async (t) => {
  const { db, writable } = await openTestStore(t)
  await writable()
  await writable()
  t.strictSame(await db.selectFrom('settings').selectAll().execute(), [])
})

t.test('a file that is no database, and a folder that cannot be one, are said to be broken', async (t) => {
  const folder = await temporaryFolder(t)
  const file = path.join(folder, 'junk.db')
  await writeFile(file, 'no database, though long enough to have a header'.repeat(99))
  await t.rejects(openStore({ file }), broken)
  await t.rejects(openStore({ file: path.join(file, 'wallet.db') }), broken)
})

t.test('a folder that is not there is made', async (t) => {
  const store = await openStore({ file: path.join(await temporaryFolder(t), 'a', 'b', 'wallet.db') })
  await store.writable()
  await store.close()
})

t.test('a request that is wrong is not blamed on the database', async (t) => {
  const { db } = await openTestStore(t)
  const orphan = {
    incident_id: 'nobody',
    component_id: 'pay',
    worst_state: 'degraded',
    joined_at: 1,
  } as const
  const failure = db.insertInto('incident_components').values(orphan).execute()
  await t.rejects(failure, { name: 'SqliteError', code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
})
