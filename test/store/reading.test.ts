import Database from 'better-sqlite3'
import t from 'tap'

import { openStore } from '../../src/store/open.ts'
import { reading } from '../../src/store/reading.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import { openTestStoreFile } from '../support/store.ts'

t.test('what is read is of one moment, whoever writes meanwhile', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const other = await openStore({ file })
  t.teardown(() => other.close())
  await writeSetting(store.db, 'a', 'before')
  let ours: Promise<void> | undefined
  await reading(store.db, async (moment) => {
    t.equal(await readSetting(moment, 'a'), 'before')
    await writeSetting(other.db, 'a', 'theirs')
    ours = writeSetting(store.db, 'b', 'ours')
    t.equal(await readSetting(moment, 'a'), 'before')
    t.equal(await readSetting(moment, 'b'), undefined)
  })
  await ours
  t.equal(await readSetting(store.db, 'a'), 'theirs')
  t.equal(await readSetting(store.db, 'b'), 'ours')
})

t.test('reading needs no lock that another process may hold', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  await writeSetting(store.db, 'a', 'b')
  const other = new Database(file)
  t.teardown(() => other.close())
  other.exec('begin immediate')
  t.equal(await reading(store.db, (moment) => readSetting(moment, 'a')), 'b')
})

t.test('reading that fails leaves the database free', async (t) => {
  const { store } = await openTestStoreFile(t)
  await t.rejects(
    reading(store.db, async () => {
      throw new Error('changed my mind')
    }),
    { message: 'changed my mind' },
  )
  await writeSetting(store.db, 'a', 'b')
  t.equal(await reading(store.db, (moment) => readSetting(moment, 'a')), 'b')
})

t.test('within a transaction reading sees what the transaction wrote', async (t) => {
  const { store } = await openTestStoreFile(t)
  await store.db.transaction().execute(async (tx) => {
    await writeSetting(tx, 'a', 'b')
    t.equal(await reading(tx, (moment) => readSetting(moment, 'a')), 'b')
  })
})
