import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'
import t from 'tap'

import { backupStore } from '../../src/store/copies/backup.ts'
import { insertObservations, recentObservations } from '../../src/store/observations/observations.ts'
import { openStore } from '../../src/store/open.ts'
import type { Db } from '../../src/store/tables.ts'
import { openTestStoreFile, temporaryFolder } from '../support/store.ts'
import { look, looks, MIDNIGHT } from './looks.ts'

async function stored(db: Db): Promise<number> {
  return (await recentObservations(db, { probeId: 'pay', limit: 1_000_000 })).length
}

t.test('a backup holds what was stored when it was made, in one file', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const folder = await temporaryFolder(t)
  const to = path.join(folder, 'monday.db')
  await insertObservations(store.db, [look()])
  await backupStore(file, to)
  await insertObservations(store.db, [look({ at: MIDNIGHT + 1 })])
  t.strictSame(await readdir(folder), ['monday.db'])
  const copy = await openStore({ file: to })
  t.teardown(() => copy.close())
  t.equal(await stored(copy.db), 1)
  t.equal(await stored(store.db), 2)
})

t.test('a backup is one moment of a database that is being written to', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const to = path.join(await temporaryFolder(t), 'busy.db')
  await insertObservations(store.db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + 20_000, everyMs: 1 }))
  const backup = backupStore(file, to)
  let at = MIDNIGHT + 20_000
  const writing = setInterval(() => {
    insertObservations(store.db, [look({ at }), look({ at: at + 1 })]).catch(t.fail)
    at += 2
  })
  await backup
  clearInterval(writing)
  const copy = await openStore({ file: to })
  t.teardown(() => copy.close())
  const count = await stored(copy.db)
  t.ok(count >= 20_000 && count % 2 === 0, `${count} observations, no batch by half`)
})

t.test(
  'a database that nobody has open is backed up as well, and one that somebody is writing to',
  async (t) => {
    const { store, file } = await openTestStoreFile(t)
    const folder = await temporaryFolder(t)
    await insertObservations(store.db, [look()])
    const writer = new Database(file)
    t.teardown(() => writer.close())
    writer.exec("begin immediate; insert into settings values ('not', 'committed')")
    await backupStore(file, path.join(folder, 'while-locked.db'))
    writer.close()
    await store.close()
    await backupStore(file, path.join(folder, 'at-rest.db'))
    for (const name of ['while-locked.db', 'at-rest.db']) {
      const copy = await openStore({ file: path.join(folder, name) })
      t.equal(await stored(copy.db), 1)
      t.strictSame(await copy.db.selectFrom('settings').selectAll().execute(), [])
      await copy.close()
    }
  },
)

t.test('a backup never overwrites a file', async (t) => {
  const { file } = await openTestStoreFile(t)
  const folder = await temporaryFolder(t)
  const to = path.join(folder, 'taken')
  await writeFile(to, 'precious')
  await t.rejects(backupStore(file, to), {
    name: 'CopyRefused',
    kind: 'taken',
    message: /taken exists already/u,
  })
  t.strictSame(await readdir(folder), ['taken'])
})

t.test(
  'where there is nothing to back up, or nowhere to put it, that is said and nothing is left',
  async (t) => {
    const { file } = await openTestStoreFile(t)
    const folder = await temporaryFolder(t)
    const missing = { name: 'CopyRefused', kind: 'missing' }
    await t.rejects(backupStore(path.join(folder, 'no.db'), path.join(folder, 'copy.db')), missing)
    await t.rejects(backupStore(file, path.join(folder, 'nowhere', 'copy.db')), missing)
    t.strictSame(await readdir(folder), [])
  },
)

t.test('a damaged database is not passed off as a backup', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const folder = await temporaryFolder(t)
  await insertObservations(store.db, [look()])
  await store.close()
  const raw = new Database(file)
  raw.pragma('foreign_keys = off')
  raw.exec('delete from probes')
  raw.close()
  const unsound = { name: 'CopyRefused', kind: 'unsound' }
  await t.rejects(backupStore(file, path.join(folder, 'dangling.db')), unsound)
  await writeFile(file, 'no database, though long enough to have a header'.repeat(99))
  await t.rejects(backupStore(file, path.join(folder, 'junk.db')), unsound)
  t.strictSame(await readdir(folder), [])
})
