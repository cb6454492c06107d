import t, { type Test } from 'tap'

import { DeliveryError, type DeliveryErrorKind } from '../../../../src/notify/transports/delivery-error.ts'
import type { Transport } from '../../../../src/notify/transports/transport.ts'
import { startMailServer, type MailAnswer, type MailStage } from '../../../support/mail-server.ts'
import { sampleLetter, sampleMessage } from '../../../support/sample-letters.ts'
import { emailOver, signal } from './email-transport.ts'

const letter = sampleLetter(sampleMessage())

/** How delivering fails. */
async function failure(transport: Transport): Promise<DeliveryError> {
  try {
    await transport.deliver(letter, signal())
  } catch (error) {
    if (error instanceof DeliveryError) return error
    throw error
  }
  throw new Error('It was taken.')
}

/** Tells nobody's address, link or password, however it is printed. */
function leaksNothing(t: Test, error: DeliveryError) {
  const all = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`
  t.notMatch(all, /alice@|example\.com|token|hunter2|operator/i)
}

const ANSWERS: readonly (readonly [MailStage, number, string, DeliveryErrorKind])[] = [
  ['rcpt', 550, '5.1.1 <alice@example.com>: Recipient address rejected: User unknown', 'gone'],
  ['rcpt', 550, 'No such user here: alice@example.com', 'gone'],
  ['rcpt', 550, '5.2.1 The mailbox is disabled', 'gone'],
  ['rcpt', 556, '5.1.10 Domain takes no mail', 'gone'],
  ['rcpt', 550, '5.0.0 User not found: alice@example.com', 'gone'],
  ['rcpt', 550, '5.0.0 Rejected', 'refused'],
  ['rcpt', 550, '5.7.1 Blocked by policy', 'refused'],
  ['rcpt', 550, 'Rejected', 'refused'],
  ['rcpt', 552, '5.2.2 Mailbox full', 'refused'],
  ['rcpt', 554, '5.7.1 Relay access denied', 'transient'],
  ['rcpt', 550, '5.1.1 <relay@lamp.example>: User unknown', 'gone'],
  ['rcpt', 450, '4.2.0 Greylisted', 'transient'],
  ['rcpt', 452, '4.2.2 Mailbox full, over quota', 'transient'],
  ['rcpt', 451, '4.7.1 Too many messages, slow down', 'rate_limited'],
  ['rcpt', 450, '4.1.1 <rate.limit.9m@lamp.example>: Recipient address rejected: Greylisted', 'transient'],
  ['rcpt', 450, '4.1.1 Unverified address: host mx.example said: 450 Too many, wait 9 minutes', 'transient'],
  ['rcpt', 450, '4.3.0 This list is not operated today', 'transient'],
  ['connect', 421, '4.7.0 Too many connections', 'rate_limited'],
  ['connect', 421, '4.3.2 Shutting down', 'transport_down'],
  ['connect', 554, 'Go away', 'transport_down'],
  ['mail', 550, '5.7.1 Sender not allowed', 'transport_down'],
  ['mail', 451, '4.3.0 Not now', 'transient'],
  ['data', 554, '5.7.1 Looks like spam', 'refused'],
  ['data', 552, '5.3.4 Too large', 'refused'],
  ['data', 451, '4.3.0 Try again', 'transient'],
  ['data', 421, '4.4.2 mx.example Error: timeout exceeded', 'transient'],
  ['data', 421, '4.4.2 Message submission rate has exceeded the configured limit', 'rate_limited'],
]

t.test('every answer of a mail server means what it says', async (t) => {
  let said: [MailStage, MailAnswer] = ['connect', undefined]
  const server = await startMailServer(t, { answer: (stage) => (stage === said[0] ? said[1] : undefined) })
  const transport = emailOver(t, server.url)
  for (const [stage, code, text, kind] of ANSWERS) {
    said = [stage, { code, text }]
    // A session that stands already is greeted no more.
    const error = await failure(stage === 'connect' ? emailOver(t, server.url) : transport)
    t.equal(error.kind, kind, `${stage}: ${code} ${text}`)
    t.match(error.message, String(code))
    leaksNothing(t, error)
  }
  said = ['connect', undefined]
  await transport.deliver(letter, signal())
  t.same(server.addresses(), [letter.to.address], 'after all of it the next one is taken')
})

t.test('a server that names a time is given it', async (t) => {
  const server = await startMailServer(t, {
    answer: (stage) =>
      stage === 'rcpt' ? { code: 450, text: '4.7.1 Rate limited, try again in 5 minutes' } : undefined,
  })
  t.match(await failure(emailOver(t, server.url)), { kind: 'rate_limited', retryAfterMs: 300_000 })
})

t.test('a server that lets in three connections is sent everything over those', async (t) => {
  let standing = 0
  const server = await startMailServer(t, {
    answer: (stage) =>
      stage === 'connect' && ++standing > 3 ? { code: 421, text: '4.7.0 Too many connections' } : undefined,
  })
  const transport = emailOver(t, server.url)
  const names = Array.from({ length: 100 }, (_, index) => `reader${index}`)
  const send = (name: string) => transport.deliver(sampleLetter(letter.message, {}, name), signal())
  await Promise.all(names.map(send))
  t.equal(new Set(server.addresses()).size, names.length)
  t.equal(server.mails.length, names.length, 'each once')
  t.equal(server.sessions(), 10, 'no more than that are tried')
})

t.test('a server that lets in nobody is not asked again and again', async (t) => {
  const server = await startMailServer(t, {
    answer: (stage) => (stage === 'connect' ? { code: 421, text: '4.7.0 Too many connections' } : undefined),
  })
  const transport = emailOver(t, server.url)
  t.match(await failure(transport), { kind: 'rate_limited' })
  t.equal(server.sessions(), 1)
})

t.test('a mail server that is away holds up all mail, and mail flows when it is back', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url)
  await transport.deliver(letter, signal())
  await server.goAway()
  const error = await failure(transport)
  t.match(error, { kind: 'transport_down', message: 'mail server: ECONNREFUSED' })
  leaksNothing(t, error)
  await server.comeBack()
  await transport.deliver(letter, signal())
  t.equal(server.mails.length, 2)
})

t.test('a wrong password holds up all mail and is not repeated', async (t) => {
  const server = await startMailServer(t, { auth: { user: 'operator', pass: 'right' } })
  const error = await failure(emailOver(t, server.url.replace('right', 'hunter2')))
  t.equal(error.kind, 'transport_down')
  leaksNothing(t, error)
  await emailOver(t, server.url).deliver(letter, signal())
  t.equal(server.mails.length, 1)
})

t.test('a server that hangs up over one letter does not hold up the others', async (t) => {
  const server = await startMailServer(t, {
    answer: (stage, address) => (stage === 'rcpt' && address.startsWith('alice') ? 'hang_up' : undefined),
  })
  const transport = emailOver(t, server.url)
  t.match(await failure(transport), { kind: 'transient' })
  await transport.deliver(sampleLetter(letter.message, {}, 'bob'), signal())
  t.same(server.addresses(), ['bob@example.com'])
})

t.test('a letter that is called back fails and leaves the connection to others', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url)
  await t.rejects(transport.deliver(letter, AbortSignal.abort()), {
    name: 'DeliveryError',
    kind: /transient|transport_down/,
  })
  await transport.deliver(letter, signal())
  t.equal(server.mails.length, 1)
})
