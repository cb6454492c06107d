import t, { type Test } from 'tap'

import { createTokens } from '../../src/lib/tokens.ts'
import { DeliveryError } from '../../src/notify/transports/delivery-error.ts'
import { closeTicket, replyTo } from '../../src/record/feedback/work-on-ticket.ts'
import { readOwn } from '../../src/record/feedback/own-ticket.ts'
import { giveFeedback } from '../../src/record/feedback/give-feedback.ts'
import { SMALL_FEEDBACK } from '../record/feedback/desk-of.ts'
import { smallWallet } from '../publish/small-wallet.ts'
import { recordingTransport } from '../support/recording-transport.ts'
import { sampleMessages } from '../support/sample-letters.ts'
import { eventually } from '../support/eventually.ts'
import { notifying } from './notifying.ts'

const reply = { 'zh-CN': '好的。', en: 'Done.' }

/** A notifier, and a ticket in English with a mail address left. */
async function ticketOf(t: Test) {
  const notifier = await notifying(t, { messages: sampleMessages() })
  const { db, now } = notifier
  const desk = {
    db,
    wallet: { ...smallWallet, feedback: SMALL_FEEDBACK },
    tokens: createTokens('a secret key of the tests, long enough'),
    readMail: (typed: string) => typed,
  }
  const input = {
    locale: 'en',
    category: 'refund',
    componentId: '',
    incidentId: '',
    message: 'Open sesame',
    contact: 'lin@example.com',
  } as const
  const { ticket, token } = await giveFeedback(desk, { input, mark: (kind) => `[${kind}]` }, now())
  return { ...notifier, desk, ref: ticket.ref, link: { ref: ticket.ref, token } }
}

t.test('the letter goes to the address left, with links of its own and nothing that was typed', async (t) => {
  const { desk, ref, link, start, sent, now } = await ticketOf(t)
  const email = recordingTransport()
  await start({ email })
  await replyTo(desk, { ref, reply, again: false }, now())
  await sent(1)
  const [letter] = email.taken
  t.match(letter, {
    to: { transport: 'email', address: 'lin@example.com' },
    message: { kind: 'ticket', title: new RegExp(ref), data: { type: 'ticket.answered', ref } },
    links: { unsubscribe: /\/unsubscribe$/, confirm: undefined },
  })
  const manage = letter?.links.manage ?? ''
  t.ok(manage.startsWith(`https://status.example/en/feedback/${ref}.`))
  t.notMatch(JSON.stringify(letter), /sesame|Done\./)
  t.notOk(manage.endsWith(link.token))
  t.ok(await readOwn(desk, { ref, token: manage.slice(manage.lastIndexOf('.') + 1) }))
})

t.test('what is answered and closed while no mail can be sent comes as one letter', async (t) => {
  const { desk, ref, start, sent, statuses, now } = await ticketOf(t)
  await replyTo(desk, { ref, reply, again: false }, now())
  await closeTicket(desk, ref, now())
  const email = recordingTransport()
  await start({ email })
  await sent(1)
  t.strictSame(await statuses(), ['superseded', 'sent'])
  t.match(email.taken, [{ message: { data: { type: 'ticket.closed' } } }])
})

t.test(
  'a mailbox that is not there is written to once, and the ticket says that it takes no mail',
  async (t) => {
    const { desk, ref, link, start, reach, statuses, now } = await ticketOf(t)
    const email = recordingTransport(() => {
      throw new DeliveryError('gone', 'mail server answered 550 5.1.1')
    })
    await start({ email })
    await replyTo(desk, { ref, reply, again: false }, now())
    await reach('dead')
    await eventually(
      'the mailbox to be stopped',
      async () => (await readOwn(desk, link))?.letters?.stopped === true,
    )
    await closeTicket(desk, ref, now())
    t.strictSame(await statuses(), ['dead'], 'nothing more is to be sent')
  },
)
