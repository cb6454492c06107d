import t from 'tap'

import { openStore } from '../../src/store/open.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import { openTestStoreFile } from '../support/store.ts'

t.test('the token stays through reads and commits of our own', async (t) => {
  const { store } = await openTestStoreFile(t)
  const token = await store.othersToken()
  await readSetting(store.db, 'a')
  await writeSetting(store.db, 'a', '1')
  t.equal(await store.othersToken(), token)
})

t.test('the token moves with every commit of another process', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const other = await openStore({ file })
  t.teardown(() => other.close())
  const tokens = [await store.othersToken()]
  await writeSetting(other.db, 'a', '2')
  tokens.push(await store.othersToken())
  await writeSetting(other.db, 'a', '3')
  tokens.push(await store.othersToken())
  t.equal(new Set(tokens).size, 3, tokens.join(' '))
})
