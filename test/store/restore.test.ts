import { copyFile, open, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'
import t, { type Test } from 'tap'

import { backupStore } from '../../src/store/copies/backup.ts'
import { APPLICATION_ID } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { restoreStore } from '../../src/store/copies/restore.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import { temporaryFolder } from '../support/store.ts'

const now = Date.UTC(2026, 2, 1, 16, 5, 6, 7)

/** A closed database whose setting `is` has this value. */
async function databaseOf(file: string, is: string): Promise<void> {
  const store = await openStore({ file })
  await writeSetting(store.db, 'is', is)
  await store.close()
}

async function whatIs(file: string): Promise<string | undefined> {
  const store = await openStore({ file })
  const is = await readSetting(store.db, 'is')
  await store.close()
  return is
}

/** A backup of an old database, and the present one in a folder of its own. */
async function backupAndPresent(t: Test) {
  const backups = await temporaryFolder(t)
  const from = path.join(backups, 'backup.db')
  await databaseOf(path.join(backups, 'old.db'), 'old')
  await backupStore(path.join(backups, 'old.db'), from)
  const folder = await temporaryFolder(t)
  const file = path.join(folder, 'wallet.db')
  await databaseOf(file, 'present')
  return { from, folder, file }
}

t.test('a backup takes the place of the database, which is kept beside it', async (t) => {
  const { from, folder, file } = await backupAndPresent(t)
  const { kept } = await restoreStore({ from, file, now })
  t.equal(kept, `${file}.replaced-20260301T160506007Z`)
  t.strictSame(await readdir(folder), ['wallet.db', path.basename(kept!)])
  t.equal(await whatIs(file), 'old')
  t.equal(await whatIs(kept!), 'present')
})

t.test('where there is no database yet, not even a folder, the backup becomes it', async (t) => {
  const { from, folder } = await backupAndPresent(t)
  const file = path.join(folder, 'new', 'wallet.db')
  t.strictSame(await restoreStore({ from, file, now }), {})
  t.equal(await whatIs(file), 'old')
})

t.test('a database that is open, even idle, is not replaced', async (t) => {
  const { from, folder, file } = await backupAndPresent(t)
  const store = await openStore({ file })
  const before = (await readdir(folder)).length
  await t.rejects(restoreStore({ from, file, now }), {
    name: 'CopyRefused',
    kind: 'in_use',
    message: /in use/u,
  })
  t.equal((await readdir(folder)).length, before)
  t.equal(await readSetting(store.db, 'is'), 'present')
  await store.close()
  await restoreStore({ from, file, now })
  t.equal(await whatIs(file), 'old')
})

t.test('by force it is replaced, and what its process goes on writing stays in the kept file', async (t) => {
  const { from, file } = await backupAndPresent(t)
  const store = await openStore({ file })
  await writeSetting(store.db, 'is', 'in the log only')
  const { kept } = await restoreStore({ from, file, now, force: true })
  t.equal(await whatIs(file), 'old')
  await writeSetting(store.db, 'is', 'written afterwards')
  await store.close()
  t.equal(await whatIs(file), 'old')
  t.equal(await whatIs(kept!), 'written afterwards')
})

t.test('what a killed process left in the log is in the kept file', async (t) => {
  const { from, folder, file } = await backupAndPresent(t)
  const store = await openStore({ file })
  await writeSetting(store.db, 'is', 'in the log only')
  const crashed = path.join(folder, 'crashed.db')
  for (const end of ['', '-wal']) await copyFile(`${file}${end}`, `${crashed}${end}`)
  await store.close()
  const { kept } = await restoreStore({ from, file: crashed, now })
  t.equal(await whatIs(crashed), 'old')
  t.equal(await whatIs(kept!), 'in the log only')
})

t.test('a file that is no database is replaced without ado', async (t) => {
  const { from, file } = await backupAndPresent(t)
  await writeFile(file, 'ruined')
  const { kept } = await restoreStore({ from, file, now })
  t.equal(await whatIs(file), 'old')
  t.equal((await stat(kept!)).size, 6)
})

t.test('what is no sound database of ours is refused, and nothing is touched', async (t) => {
  const { from, folder, file } = await backupAndPresent(t)
  const refused = async (name: string, message: RegExp) =>
    t.rejects(restoreStore({ from, file, now }), { name, message })

  const raw = new Database(from)
  raw.pragma('user_version = 99')
  await refused('SchemaTooNew', /schema 99/u)
  raw.pragma('user_version = 1')
  raw.pragma('application_id = 7')
  await refused('NotOurDatabase', /backup\.db is/u)
  raw.pragma(`application_id = ${APPLICATION_ID}`)
  raw.close()

  const handle = await open(from, 'r+')
  await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096)
  await handle.close()
  await refused('CopyRefused', /backup\.db (?:is damaged|cannot be read)/u)
  await writeFile(from, '')
  await refused('CopyRefused', /backup\.db is empty/u)
  await t.rejects(restoreStore({ from: `${from}-no`, file, now }), { name: 'CopyRefused', kind: 'missing' })

  t.strictSame(await readdir(folder), ['wallet.db'])
  t.equal(await whatIs(file), 'present')
})
