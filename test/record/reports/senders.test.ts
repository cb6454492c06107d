import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

import t from 'tap'

import { prefixOfAddress } from '../../../src/http/askers/address-prefix.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { createSenders } from '../../../src/record/reports/senders.ts'
import { backupStore } from '../../../src/store/copies/backup.ts'
import { readSalts } from '../../../src/store/reports/salts.ts'
import { openTestStoreFile, temporaryFolder } from '../../support/store.ts'
import { HOUR, MINUTE, TEN } from '../story.ts'
import { KEY, listen, unlike, type Hearing } from './hearing.ts'

/** Midnight in Shanghai. */
const MIDNIGHT = TEN + 14 * HOUR
const SENDERS = ['203.0.113.77', '198.51.100.4', '2001:db8:1:2::3']

/** Everything in the database that a sender can be told by, as hex. */
async function dump({ db }: Hearing): Promise<string> {
  const rows = await db.selectFrom('report_marks').selectAll().execute()
  return rows.map(({ sender, block, net }) => Buffer.concat([sender, block, net]).toString('hex')).join(' ')
}

/** Whether any of these addresses can be found with a key and the salts at hand. */
async function finds(hearing: Hearing, key: string): Promise<boolean> {
  const dumped = await dump(hearing)
  const salts = await readSalts(hearing.db)
  const guess = createSenders(createTokens(key))
  guess.recall(salts)
  return salts.some(({ dayAt }) =>
    SENDERS.some((address) => {
      const { sender, block, net } = guess.marksOf(dayAt, 'pay', prefixOfAddress(address))
      return [sender, block, net].some((mark) => dumped.includes(mark.toString('hex')))
    }),
  )
}

t.test('during the day whoever has the database alone finds nobody, knowing every address', async (t) => {
  const hearing = await listen(t)
  for (const address of SENDERS) hearing.post(address)
  await hearing.work()
  t.equal(await hearing.marks(), 3)
  t.ok(await finds(hearing, KEY), 'whoever has the key as well does; so this test can fail')
  t.notOk(await finds(hearing, 'a key for tests that somebody else has'))
  const [{ salt } = { salt: Buffer.alloc(0) }] = await readSalts(hearing.db)
  const dumped = await dump(hearing)
  for (const address of SENDERS)
    for (const key of ['', salt, salt.toString('hex')])
      for (const text of [address, prefixOfAddress(address).near]) {
        const naive = createHmac('sha256', key).update(text).digest().subarray(0, 16)
        t.notMatch(dumped, naive.toString('hex'))
      }
})

t.test('after the day nobody finds anybody, and not even the bytes of the salt are left', async (t) => {
  const hearing = await listen(t, { from: MIDNIGHT - 2 * HOUR })
  for (const address of SENDERS) hearing.post(address)
  await hearing.work()
  const salts = await readSalts(hearing.db)
  t.equal(salts.length, 1)
  t.ok(
    salts.every(({ salt }) => hearing.bytes().includes(salt)),
    'they were on disk',
  )
  await hearing.wait(2 * HOUR, 30 * MINUTE)
  t.equal(await hearing.marks(), 0)
  t.notOk(await finds(hearing, KEY))
  t.notOk(salts.some(({ salt }) => hearing.bytes().includes(salt)))
})

t.test('a day that ended while nobody ran is forgotten at the next start', async (t) => {
  const kept = await openTestStoreFile(t)
  const before = await listen(t, { store: kept })
  before.post('203.0.113.77')
  await before.work()
  const [first] = await readSalts(before.db)
  const after = await listen(t, { store: kept, from: MIDNIGHT + HOUR })
  t.equal(await after.marks(), 0)
  t.strictSame(await readSalts(after.db), [])
  t.notOk(after.bytes().includes(first?.salt ?? ''))
})

t.test('after an hour nobody’s mark is kept', async (t) => {
  const hearing = await listen(t)
  hearing.post('203.0.113.77')
  await hearing.work()
  t.equal(await hearing.marks(), 1)
  await hearing.wait(HOUR + 2 * MINUTE)
  t.equal(await hearing.marks(), 0)
})

t.test('two components reported by one sender cannot be joined', async (t) => {
  const hearing = await listen(t)
  hearing.post('203.0.113.77')
  hearing.post('203.0.113.77', { componentId: 'bills' })
  await hearing.work()
  const words = (await dump(hearing)).match(/[0-9a-f]{32}/g) ?? []
  t.equal(new Set(words).size, 6)
})

t.test('a backup tells nobody apart', async (t) => {
  const hearing = await listen(t)
  hearing.post('203.0.113.77')
  await hearing.work()
  const [{ salt } = { salt: Buffer.alloc(0) }] = await readSalts(hearing.db)
  const to = `${await temporaryFolder(t)}/copy.db`
  await backupStore(hearing.file, to)
  t.ok(hearing.bytes().includes(salt))
  t.notOk(readFileSync(to).includes(salt))
})

t.test('midnight makes nobody count twice, nor anything forgotten that is going on', async (t) => {
  const hearing = await listen(t, { from: MIDNIGHT - 10 * MINUTE })
  for (let index = 0; index < 15; index += 1) hearing.post(unlike(index))
  await hearing.wait(12 * MINUTE)
  for (let index = 0; index < 15; index += 1) hearing.post(unlike(index))
  await hearing.work()
  t.strictSame(await hearing.episodes(), [], 'fifteen, not thirty')
  for (let index = 15; index < 21; index += 1) hearing.post(unlike(index))
  await hearing.work()
  t.equal((await hearing.episodes()).length, 1, 'fifteen of yesterday evening and six of today')
})

t.test('a restart makes nobody count twice', async (t) => {
  const kept = await openTestStoreFile(t)
  const before = await listen(t, { store: kept })
  for (let index = 0; index < 15; index += 1) before.post(unlike(index))
  await before.work()
  const after = await listen(t, { store: kept, from: before.now() })
  for (let index = 0; index < 15; index += 1) after.post(unlike(index))
  await after.work()
  t.strictSame(await after.episodes(), [])
  t.equal(await after.marks(), 15)
})

t.test('a clock that is set back breaks nothing: old reports go, new ones count', async (t) => {
  const hearing = await listen(t)
  for (let index = 0; index < 15; index += 1) hearing.post(unlike(index))
  await hearing.work()
  for (const backMs of [5 * HOUR, 30 * HOUR]) {
    hearing.leap(-backMs)
    await hearing.wait(2 * MINUTE)
    t.equal(await hearing.marks(), 0, `${backMs}`)
    for (let index = 0; index < 15; index += 1) hearing.post(unlike(index))
    await hearing.work()
    t.equal(await hearing.marks(), 15)
    t.strictSame(await hearing.episodes(), [])
  }
})
