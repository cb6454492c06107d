import { generateKeyPairSync } from 'node:crypto'

import t from 'tap'

import { eventually } from '../../../support/eventually.ts'
import { startMailServer } from '../../../support/mail-server.ts'
import { noPostfix, startPostfix } from '../../../support/postfix.ts'
import { sampleLetter, sampleMessage } from '../../../support/sample-letters.ts'
import { verifyDkim } from '../../../support/verify-dkim.ts'
import { emailOver, signal } from './email-transport.ts'

const skip = noPostfix

t.test('what Postfix hands on is what was handed to it, and its signature holds', { skip }, async (t) => {
  const mailbox = await startMailServer(t)
  const postfix = await startPostfix(t, mailbox.port)
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const transport = emailOver(t, postfix.url, {
    dkim: { domain: 'qingzhou.example', selector: 'status', privateKey },
  })
  const letters = ['alice', 'bob'].map((name) => sampleLetter(sampleMessage(), {}, name))
  for (const letter of letters) await transport.deliver(letter, signal())
  await eventually('both mails', () => mailbox.mails.length === 2)
  for (const letter of letters) {
    const mail = mailbox.mails.find(({ to }) => to.includes(letter.to.address))!
    t.ok(verifyDkim(mail.raw, publicKey).holds, 'the signature')
    const { subject, text, headers } = await mail.parsed()
    t.equal(subject, letter.message.title)
    t.match(text, letter.links.manage)
    t.match(headers.get('list'), { unsubscribe: { url: letter.links.unsubscribe } })
  }
})

t.test('a mailbox that Postfix does not know is gone, what it does not relay is not', { skip }, async (t) => {
  const postfix = await startPostfix(t, 1)
  const transport = emailOver(t, postfix.url)
  const { to, ...letter } = sampleLetter(sampleMessage())
  const deliver = (address: string) => transport.deliver({ ...letter, to: { ...to, address } }, signal())
  await t.rejects(deliver('gone@example.com'), {
    name: 'DeliveryError',
    kind: 'gone',
    message: 'mail server answered 550 5.1.1',
  })
  await t.rejects(deliver('alice@elsewhere.example'), { name: 'DeliveryError', kind: 'transient' })
  await t.resolves(deliver('alice@example.com'))
})

t.test('a Postfix that is stopped holds up all mail, which flows when it is back', { skip }, async (t) => {
  const postfix = await startPostfix(t, 1)
  const transport = emailOver(t, postfix.url)
  const deliver = () => transport.deliver(sampleLetter(sampleMessage()), signal())
  await deliver()
  await postfix.stop()
  await t.rejects(deliver(), { name: 'DeliveryError', kind: 'transport_down' })
  await postfix.start()
  await t.resolves(deliver())
})
