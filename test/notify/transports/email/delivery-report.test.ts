import fc from 'fast-check'
import t from 'tap'

import { readDeliveryReport } from '../../../../src/notify/transports/email/delivery-report.ts'
import { BOUNCE_MAKERS, type SampleBounce } from '../../../support/sample-bounces.ts'

const { postfix } = BOUNCE_MAKERS
const KEY = 'notice000001.sub000000001'
const LIN: SampleBounce = { messageId: `<${KEY}@status.example>`, to: 'lin@example.com' }

const read = (text: string) => readDeliveryReport(Buffer.from(text))
const failedIn = async (bounce: Partial<SampleBounce>, make = postfix) =>
  (await read(make({ ...LIN, ...bounce })))?.failed.map(
    ({ code, isGone }) => `${code} ${isGone ? 'gone' : 'stays'}`,
  )

t.test('reports of every maker say which letter came back, whose it was and why', async (t) => {
  for (const [name, make] of Object.entries(BOUNCE_MAKERS))
    for (const breaks of ['\n', '\r\n']) {
      const report = await read(make(LIN).replaceAll('\n', breaks))
      t.match(report, { key: KEY, failed: [{ address: LIN.to, isGone: true }] }, name)
    }
})

t.test('an address is gone by the codes that mean it, as in a session', async (t) => {
  const diagnostic = 'smtp; 550 Rejected'
  for (const status of ['5.1.1', '5.1.2', '5.1.10', '5.2.1'])
    t.strictSame(await failedIn({ status, diagnostic }), [`${status} gone`])
  for (const status of ['5.2.2', '5.7.1', '5.4.4', '5.3.4', '5.0.0'])
    t.strictSame(await failedIn({ status, diagnostic }), [`${status} stays`])
})

t.test('where a report has no code of its own, the answer that it repeats is read', async (t) => {
  const status = '5.0.0'
  const said = (diagnostic: string) => failedIn({ status, diagnostic })
  t.strictSame(await said('smtp; 550 5.1.1 rejected'), ['5.1.1 gone'])
  t.strictSame(await said('smtp; 550-5.2.2 The mailbox is full'), ['5.2.2 stays'])
  t.strictSame(await said('smtp; 550 Mailbox not found'), ['5.0.0 gone'])
  t.strictSame(await said('smtp; 552 Mailbox not found'), ['5.0.0 stays'])
  t.strictSame(await said('x-unix; user unknown'), ['5.0.0 stays'])
})

t.test('what is not over yet, or did arrive, has failed for nobody', async (t) => {
  for (const action of ['delayed', 'delivered', 'relayed', 'expanded', ''])
    t.strictSame(await failedIn({ action }), [], action)
  for (const status of ['4.4.7', '4.2.2', '2.1.5', '', '5', '5.1'])
    t.strictSame(await failedIn({ status, diagnostic: 'smtp; 450 later' }), [], status)
})

t.test('of several recipients each has its own end', async (t) => {
  const second = 'Final-Recipient: rfc822; ben@example.com\nAction: failed\nStatus: 5.2.2 (full)\n\n'
  const report = await read(postfix(LIN).replace('Final-Recipient:', `${second}Final-Recipient:`))
  t.match(report?.failed, [
    { address: 'ben@example.com', code: '5.2.2', isGone: false },
    { address: 'lin@example.com', code: '5.1.1', isGone: true },
  ])
})

t.test('whoever is named last is meant, not whom the letter was for at first', async (t) => {
  const report = await read(postfix(LIN).replace(`rfc822; ${LIN.to}`, 'rfc822; former@corp.example'))
  t.match(report?.failed, [{ address: 'former@corp.example' }])
})

t.test('a mail that is no report is none, whatever it holds', async (t) => {
  const mail = postfix(LIN)
  t.equal(await read(mail.replace('multipart/report', 'multipart/mixed')), undefined)
  t.equal(await read(mail.replace('message/delivery-status', 'text/plain')), undefined)
  t.equal(await read('Subject: I am away\n\nUntil Monday.\n'), undefined)
  const forwarded = `Content-Type: multipart/mixed; boundary=F\n\n--F\nContent-Type: message/rfc822\n\n${mail}\n--F--\n`
  t.equal(await read(forwarded), undefined)
})

t.test('a Message-ID counts only among the headers that came back, and only one of our making', async (t) => {
  const keyOf = async (text: string) => (await read(text))?.key
  t.equal(await keyOf(postfix({ ...LIN, messageId: '<20260314.1@elsewhere.example' })), undefined)
  t.equal(await keyOf(postfix({ ...LIN, messageId: '<only-one@status.example>' })), undefined)
  const inBody = postfix({ ...LIN, messageId: '' }).replace(
    'Something is down.',
    `Message-ID: ${LIN.messageId}`,
  )
  t.equal(await keyOf(inBody), undefined)
  const ownHeader = postfix({ ...LIN, messageId: '' }).replace(
    '<20260314123117.4D5E6@mx.example>',
    LIN.messageId,
  )
  t.equal(await keyOf(ownHeader), undefined)
})

t.test('a letter whose Message-ID a relay has replaced is known by its other header', async (t) => {
  for (const [name, make] of Object.entries(BOUNCE_MAKERS)) {
    const messageId = `<0100018e@relay.example>\nX-Letter-ID: ${LIN.messageId}`
    t.match(await read(make({ ...LIN, messageId })), { key: KEY }, name)
  }
})

t.test('garbage never throws, and neither does a report of which parts are missing or broken', async () => {
  const makers = Object.values(BOUNCE_MAKERS)
  const bytes = fc.uint8Array({ maxLength: 2_000 })
  await fc.assert(
    fc.asyncProperty(bytes, async (mail) => (await readDeliveryReport(Buffer.from(mail))) === undefined),
    { numRuns: 100 },
  )
  const broken = fc.record({
    make: fc.constantFrom(...makers),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(300),
    insert: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n\n', '--', 'Content-Type: ', ';', ':\n'),
    ),
  })
  await fc.assert(
    fc.asyncProperty(broken, async ({ make, at, length, insert }) => {
      const mail = make(LIN)
      const from = Math.floor(at * mail.length)
      const report = await read(mail.slice(0, from) + insert + mail.slice(from + length))
      for (const { code } of report?.failed ?? []) if (!/^5\.\d{1,3}\.\d{1,3}$/.test(code)) return false
      return true
    }),
    { numRuns: 300 },
  )
})

t.test('a mail made to take long does not', async (t) => {
  const huge = 1_000_000
  const bodies = [
    postfix(LIN).replace('Status:', `${' '.repeat(huge)}\nStatus:`),
    postfix(LIN).replace('Status:', `X:${'\n \t'.repeat(huge / 3)}\nStatus:`),
    postfix(LIN).replace('Reporting-MTA', `${'\n'.repeat(huge)}Reporting-MTA`),
    postfix({ ...LIN, diagnostic: `smtp; 550 ${'<'.repeat(huge)}` }),
    postfix({ ...LIN, messageId: `<${'a.'.repeat(huge / 2)}@x>` }),
    `Content-Type: multipart/report; boundary=B\n\n${'--B\nContent-Type: multipart/mixed; boundary=B\n\n'.repeat(huge / 50)}`,
  ]
  for (const body of bodies) {
    const began = performance.now()
    await read(body)
    t.ok(performance.now() - began < 5_000, `${Math.round(performance.now() - began)} ms`)
  }
})
