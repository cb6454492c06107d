import { generateKeyPairSync } from 'node:crypto'

import t from 'tap'

import { startMailServer } from '../../../support/mail-server.ts'
import { sampleLetter, sampleMessage } from '../../../support/sample-letters.ts'
import { verifyDkim } from '../../../support/verify-dkim.ts'
import { emailOver, signal } from './email-transport.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const dkim = { domain: 'qingzhou.example', selector: 'status', privateKey }

t.test('each recipient’s mail is signed, both headers to unsubscribe among what is signed', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url, { dkim })
  const message = sampleMessage()
  for (const name of ['alice', 'bob']) await transport.deliver(sampleLetter(message, {}, name), signal())
  for (const { raw } of server.mails) {
    const { holds, covers } = verifyDkim(raw, publicKey)
    t.ok(holds)
    for (const name of ['from', 'to', 'subject', 'list-unsubscribe', 'list-unsubscribe-post', 'message-id'])
      t.ok(covers.includes(name), name)
    t.match(raw, /d=qingzhou\.example;.*s=status;/s)
    t.notOk(verifyDkim(raw.replace('To: ', 'To: x'), publicKey).holds, 'a changed mail does not hold')
    t.notOk(verifyDkim(raw.replace(/(\r\n\r\n[^]*)example/, '$1examp1e'), publicKey).holds)
  }
})

t.test('a key that cannot sign is refused at once, and not repeated', (t) => {
  for (const wrong of [
    'secret words',
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ]) {
    const open = () => emailOver(t, 'smtp://127.0.0.1:1', { dkim: { ...dkim, privateKey: String(wrong) } })
    t.throws(open, { message: 'notices.email.dkim.privateKey is no private RSA key in PEM.' })
  }
  t.end()
})
