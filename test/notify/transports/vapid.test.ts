import { createECDH } from 'node:crypto'

import t from 'tap'

import { createTokens } from '../../../src/lib/tokens.ts'
import { vapidKeys, vapidPublicKey } from '../../../src/notify/transports/vapid.ts'

t.test('the keys are the same at every start, and others for another secret key', (t) => {
  const first = createTokens('first secret key')
  t.same(vapidKeys(first), vapidKeys(createTokens('first secret key')))
  t.not(vapidPublicKey(first), vapidPublicKey(createTokens('second secret key')))
  t.end()
})

t.test('the public key is the point of the private one, uncompressed', (t) => {
  const { publicKey, privateKey } = vapidKeys(createTokens('first secret key'))
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey, 'base64url')
  t.equal(publicKey, pair.getPublicKey('base64url'))
  t.equal(Buffer.from(publicKey, 'base64url').length, 65)
  t.end()
})

t.test('bytes that are no private key are passed over', (t) => {
  const asked: string[] = []
  const usable = Buffer.alloc(32, 7)
  const scalars = [Buffer.alloc(32), Buffer.alloc(32, 255), usable]
  const { privateKey } = vapidKeys({
    key: (purpose) => scalars[asked.push(purpose) - 1] ?? usable,
  })
  t.equal(privateKey, usable.toString('base64url'))
  t.equal(new Set(asked).size, 3)
  t.end()
})
