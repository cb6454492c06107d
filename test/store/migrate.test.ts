import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import Database from 'better-sqlite3'
import t, { type Test } from 'tap'

import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { openTestStoreFile, temporaryFolder } from '../support/store.ts'
import { dumpSchema } from './schema-dump.ts'

function openRaw(t: Test, file = ':memory:'): Database.Database {
  const raw = new Database(file)
  t.teardown(() => raw.close())
  return raw
}

const one = { number: 1, sql: 'create table first (x); insert into first values (1);' }
const two = { number: 2, sql: 'alter table first add column y; update first set y = 2;' }
const broken = { number: 3, sql: 'create table third (x); insert into nowhere values (1);' }

t.test('the migrations come to the schema that is written down', async (t) => {
  const written = await readFile(new URL('../../src/store/schema.sql', import.meta.url), 'utf8')
  t.equal(written, dumpSchema(), 'if not: node test/store/schema-dump.ts')
})

t.test('a new file gets the whole schema, an up-to-date one is left alone', async (t) => {
  const file = path.join(await temporaryFolder(t), 'new.db')
  const told: object[] = []
  const log = { info: (facts: object) => void told.push(facts), error: () => t.fail('an error') }
  await (await openStore({ file, log })).close()
  await (await openStore({ file, log })).close()
  t.strictSame(told, [{ file, version: readMigrations().length, steps: readMigrations().length }])
})

t.test('only the steps that are missing are taken', (t) => {
  const raw = openRaw(t)
  t.strictSame(migrate(raw, [one]), { version: 1, steps: 1 })
  t.strictSame(migrate(raw, [one, two]), { version: 2, steps: 1 })
  t.strictSame(migrate(raw, [one, two]), { version: 2, steps: 0 })
  t.strictSame(raw.prepare('select * from first').all(), [{ x: 1, y: 2 }])
  t.end()
})

t.test('a step that fails is undone whole, and the ones before it stand', (t) => {
  const raw = openRaw(t)
  t.throws(() => migrate(raw, [one, two, broken]), { message: /nowhere/u })
  t.strictSame(raw.prepare('select name from sqlite_schema').pluck().all(), ['first'])
  t.strictSame(migrate(raw, [one, two]), { version: 2, steps: 0 })
  t.end()
})

t.test('a newer schema is refused, naming both versions and what to do', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  await store.close()
  const raw = openRaw(t, file)
  raw.pragma('user_version = 99')
  await t.rejects(openStore({ file }), {
    name: 'SchemaTooNew',
    message: new RegExp(`schema 99;.* up to ${readMigrations().length}\\..* restore`, 'u'),
  })
})

t.test("another program's database is refused and left alone", async (t) => {
  const file = path.join(await temporaryFolder(t), 'theirs.db')
  const raw = openRaw(t, file)
  raw.exec('create table theirs (x)')
  await t.rejects(openStore({ file }), { name: 'NotOurDatabase', message: /theirs\.db/u })
  t.strictSame(raw.prepare('select name from sqlite_schema').pluck().all(), ['theirs'])
})

t.test('migrations out of number are found', async (t) => {
  const folder = path.join(await temporaryFolder(t), 'migrations')
  await mkdir(folder)
  await writeFile(path.join(folder, '0001-a.sql'), '')
  await writeFile(path.join(folder, '0003-c.sql'), '')
  t.throws(() => readMigrations(folder), { message: /0003-c\.sql should have number 2/u })
})
