import { existsSync } from 'node:fs'

import t from 'tap'

import { manageToken } from '../../../src/lib/letter-links.ts'
import { keptSecretKey, secretKeyFile } from '../../../src/lib/secret-key.ts'
import { createTokens, digestOf } from '../../../src/lib/tokens.ts'
import { OtherKey, serversTokens } from '../../../src/record/subscribers/servers-tokens.ts'
import { addSubscriber } from '../../support/sample-subscribers.ts'
import { openTestStore, temporaryFolder } from '../../support/store.ts'

const KEY = 'the key of tests that know one another'
const NEXT = 'another key that is long enough as well'

t.test('while nobody is subscribed any key will do, and one is made', async (t) => {
  const { db } = await openTestStore(t)
  const dataFolder = await temporaryFolder(t)
  t.ok(await serversTokens(db, { secretKey: KEY, dataFolder }))
  const { token } = await serversTokens(db, { dataFolder })
  t.equal(token('a', 'b'), createTokens(keptSecretKey(dataFolder)).token('a', 'b'))
})

t.test('with subscribers only the key that their links were made with will do', async (t) => {
  const { db } = await openTestStore(t)
  const dataFolder = await temporaryFolder(t)
  await addSubscriber(db, 'lin', { manageHash: digestOf(manageToken(createTokens(KEY), 'lin')) })
  t.ok(await serversTokens(db, { secretKey: KEY, dataFolder }))
  await t.rejects(serversTokens(db, { secretKey: NEXT, dataFolder }), OtherKey)
  await t.rejects(serversTokens(db, { dataFolder }), OtherKey)
  t.notOk(existsSync(secretKeyFile(dataFolder)), 'a new key would look like the lost one')
})
