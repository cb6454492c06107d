import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import t from 'tap'

import { keptSecretKey, secretKeyFile, SecretKeyBroken } from '../../src/lib/secret-key.ts'
import { temporaryFolder } from '../support/store.ts'

t.test('a key is made once, for its owner alone, and leaves nothing else behind', async (t) => {
  const folder = path.join(await temporaryFolder(t), 'data')
  const key = keptSecretKey(folder)
  t.match(key, /^[\w-]{43}$/)
  t.equal(keptSecretKey(folder), key)
  t.equal((await stat(secretKeyFile(folder))).mode & 0o777, 0o600)
  t.strictSame(await readdir(folder), ['secret.key'])
})

t.test('a key that is not whole is neither used nor replaced', async (t) => {
  for (const left of ['', '\n', 'x'.repeat(31)]) {
    const folder = await temporaryFolder(t)
    await writeFile(secretKeyFile(folder), left)
    t.throws(() => keptSecretKey(folder), SecretKeyBroken, JSON.stringify(left))
    t.equal(await readFile(secretKeyFile(folder), 'utf8'), left)
    t.strictSame(await readdir(folder), ['secret.key'])
  }
})

t.test('what another start left of making a key stands in nobody’s way', async (t) => {
  const folder = await temporaryFolder(t)
  await writeFile(`${secretKeyFile(folder)}-123`, '')
  t.match(keptSecretKey(folder), /^[\w-]{43}$/)
})
