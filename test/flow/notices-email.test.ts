import t from 'tap'

import { eventually } from '../support/eventually.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { open, pressUnsubscribe, submit } from '../support/reader.ts'
import { linkIn, mailRoom, untilRead, type Room } from '../support/rooms.ts'
import { runCliWith } from '../support/run-cli.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import {
  lettersSent,
  mailSubscriber,
  momentsOf,
  NOTHING_HELD,
  heldAtAll,
  untilNothingWaits,
  wholeDatabase,
} from '../support/told.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const EMAIL = { email: { from: 'Starbridge <status@starbridge.example>' } }

const FOUND = 'phase: identified\nbody: { zh-CN: 原因找到了。, en: We have found the cause. }'
const MATCHED = `
body: { zh-CN: 全部核对完毕。, en: All of it has been checked. }
reconciliation: { done: true, by: the desk, pendingCount: 0 }
`

/** Asks on the page and confirms by the link in the mail that comes. */
async function subscribe(app: TestApp, room: Room, fields: Record<string, string> = {}): Promise<void> {
  await submit(app, '/subscribe', { ...room.fields, locale: 'en', ...fields })
  await submit(app, linkIn(await untilRead(room, /确认订阅|confirm/), '/subscribe/confirm/'))
}

/** The mail that holds these words, as it came over the wire. */
async function rawOf(mail: MailServer, to: string, words: RegExp): Promise<string> {
  for (const received of mail.mails.filter((one) => one.to.includes(to))) {
    const { subject = '', text = '' } = await received.parsed()
    if (words.test(`${subject}\n${text}`)) return received.raw
  }
  throw new Error(`No mail to ${to} holds ${words}.`)
}

t.test('a reader asks, says yes, hears of an outage to its end, and leaves without a trace', async (t) => {
  const mail = await startMailServer(t)
  const [lin, witness] = [mailRoom(mail, 'lin@example.com'), mailRoom(mail, 'witness@example.com')]
  const app = await startTestApp(t, {
    only: ['payment-code', 'balance'],
    smtpUrl: mail.url,
    notices: EMAIL,
  })
  await app.until({ 'payment-code': 'operational', balance: 'operational' })
  await subscribe(app, witness)

  const asked = await submit(app, '/subscribe', { ...lin.fields, locale: 'zh-CN' })
  t.match(asked, { status: 200, text: /请看您的邮箱/ })
  const asking = await untilRead(lin, /请确认订阅/)
  const link = linkIn(asking, '/subscribe/confirm/')
  t.match(await open(app, link), { status: 200, text: /还差一步/ }, 'a scanner opens every link')
  t.match(await mailSubscriber(app, 'lin@example.com'), { status: 'pending', confirmedAt: undefined })
  t.match(await submit(app, link), { status: 200, text: /订阅好了/ })
  const confirmed = await mailSubscriber(app, 'lin@example.com')
  t.match(confirmed, { status: 'active', consent: { text: /zh-CN/, at: Number }, locale: 'zh-CN' })

  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'error' })
  const begins = await untilRead(lin, /付款码：正在查原因/)
  const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
  const questions = [
    '是我的问题，还是你们的？',
    '钱安全吗？',
    '已经扣款了怎么办？',
    '现在能做什么？',
    '下次更新',
  ]
  for (const words of [/^【不可用】/, ...questions, '是我们的问题，不是您的。', '谨防冒充', '通知编号：'])
    t.match(begins.text, words)
  t.ok(linkIn(begins, `/incidents/${id}`).endsWith(`/incidents/${id}`), 'the page in Chinese')
  t.match(await open(app, linkIn(begins, `/incidents/${id}`)), { status: 200, text: /付款码/ })
  t.match(await open(app, linkIn(begins, '/subscriptions/')), { status: 200, text: /lin@example\.com/ })

  t.match(await runCliWith(app, ['incident', 'update', id, 'FILE'], FOUND), { code: 0 })
  t.match(await untilRead(lin, /付款码：原因已找到/), { text: /原因找到了。/ })
  app.sandbox.faults.healAll()
  await app.until({ 'payment-code': 'operational' })
  const watching = FOUND.replace('identified', 'monitoring')
  t.match(await runCliWith(app, ['incident', 'update', id, 'FILE'], watching), { code: 0 })
  const back = await untilRead(lin, /【已能使用】付款码：观察中/)
  t.match(await runCliWith(app, ['incident', 'resolve', id, 'FILE'], MATCHED), { code: 0 })
  const over = await untilRead(lin, /【已解决】付款码/)
  t.match(over.text, /全部核对完毕。/)
  for (const { text } of [back, over]) t.notMatch(text, '用不了')
  await untilRead(witness, /\[Resolved\] Payment code/)
  await untilNothingWaits(app)
  t.equal(mail.mails.length, await lettersSent(app, { transport: 'email' }), 'each letter once')
  const [linGot, witnessGot] = [await lin.letters(), await witness.letters()]
  t.equal(linGot.length, witnessGot.length, 'both were told the same')

  const raw = await rawOf(mail, 'lin@example.com', /已解决/)
  t.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  const unsubscribe = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(raw)?.[1] ?? ''
  t.match(await open(app, unsubscribe), { status: 200, text: /退订并删除/ }, 'opening the link does nothing')
  t.match(await mailSubscriber(app, 'lin@example.com'), { status: 'active' })
  t.match(await pressUnsubscribe(app, unsubscribe), { status: 200, text: /已退订/ })
  const held = await wholeDatabase(app)
  t.match(held, 'witness@example.com')
  for (const trace of ['lin@example.com', confirmed?.id, confirmed?.manageHash])
    t.notMatch(held, trace ?? 'nobody')

  app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  await untilRead(witness, /Balance display: finding the cause/)
  await untilNothingWaits(app)
  t.equal((await lin.letters()).length, linGot.length, 'nothing afterwards')
})

t.test(
  'in English, what the machine alone has to say comes in its order, and ends with a person',
  async (t) => {
    const mail = await startMailServer(t)
    const ann = mailRoom(mail, 'ann@example.com')
    const app = await startTestApp(t, {
      only: ['payment-code'],
      smtpUrl: mail.url,
      notices: EMAIL,
      variables: { RESOLVE_AFTER: '4s' },
    })
    await app.until({ 'payment-code': 'operational' })
    t.match(await submit(app, '/en/subscribe', { ...ann.fields, locale: 'en' }), {
      text: /Look into your mailbox/,
    })
    const link = linkIn(await untilRead(ann, /Please confirm/), '/en/subscribe/confirm/')
    t.match(await submit(app, link), { text: /You are subscribed/ })

    app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'error' })
    const begins = await untilRead(ann, /^\[Down\] Payment code: finding the cause/)
    const questions = [
      'Is it me or you?',
      'Is my money safe?',
      'What if I was charged?',
      'What can I do now?',
    ]
    for (const words of [...questions, 'Next update', 'Beware of impostors', 'We will not call'])
      t.match(begins.text, words)
    t.match(await open(app, linkIn(begins, '/en/incidents/')), { status: 200, text: /Payment code/ })
    app.sandbox.faults.healAll()
    await untilRead(ann, /^\[Working again\] Payment code: being watched/)
    await untilRead(ann, /^\[Working again\] Payment code: money being checked/)
    const { id } = await app.incident('its money to be checked', ({ phase }) => phase === 'reconciling')
    t.match(await runCliWith(app, ['incident', 'resolve', id, 'FILE'], MATCHED), { code: 0 })
    await untilRead(ann, /^\[Resolved\] Payment code/)
    const moments = (await momentsOf(app, 'incident')).filter((moment) => moment !== 'updated')
    t.strictSame(moments, ['opened', 'recovering', 'reconciling', 'resolved'])
    t.notMatch(JSON.stringify(await ann.letters()), 'the desk', 'who approved is not told')

    const raw = await rawOf(mail, 'ann@example.com', /Resolved/)
    const unsubscribe = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(raw)?.[1] ?? ''
    t.match(await pressUnsubscribe(app, unsubscribe), { text: /You are unsubscribed/ })
    t.strictSame(await heldAtAll(app), NOTHING_HELD)
    t.match(await pressUnsubscribe(app, unsubscribe), { status: 404, text: /This link does not work/ })
  },
)

t.test('who wants to hear once when it works again gets one mail, and is forgotten', async (t) => {
  const mail = await startMailServer(t)
  const [ben, witness] = [mailRoom(mail, 'ben@example.com'), mailRoom(mail, 'witness@example.com')]
  const app = await startTestApp(t, { only: ['payment-code'], smtpUrl: mail.url, notices: EMAIL })
  await app.until({ 'payment-code': 'operational' })
  const wishes = { scope: 'chosen', topic: 'component:payment-code', detail: 'once', locale: 'zh-CN' }
  t.match(await submit(app, '/subscribe', { ...ben.fields, ...wishes }), {
    status: 400,
    text: /没有什么要等的/,
  })
  await subscribe(app, witness)
  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'error' })
  await untilRead(witness, /Payment code: finding the cause/)
  await subscribe(app, ben, wishes)
  t.match(await mailSubscriber(app, 'ben@example.com'), { status: 'active', once: true })

  app.sandbox.faults.healAll()
  await untilRead(ben, /【已能使用】付款码/)
  await eventually('ben to be forgotten', async () => !(await wholeDatabase(app)).includes('ben@'))
  await untilRead(witness, /money being checked/)
  await untilNothingWaits(app)
  t.equal((await ben.letters()).length, 2, 'the asking and the one answer')
})

t.test('who follows one bank is not told of another', async (t) => {
  const mail = await startMailServer(t)
  const roomOf = (name: string): Room => mailRoom(mail, `${name}@example.com`)
  const [maple, harbour, everything] = [roomOf('maple'), roomOf('harbour'), roomOf('everything')]
  const app = await startTestApp(t, { only: ['debit-card', 'clearing'], smtpUrl: mail.url, notices: EMAIL })
  await app.until({ maple: 'operational', harbour: 'operational' })
  await subscribe(app, maple, { scope: 'chosen', topic: 'component:maple' })
  await subscribe(app, harbour, { scope: 'chosen', topic: 'component:harbour' })
  await subscribe(app, everything)
  app.sandbox.faults.add({ endpoint: 'topup', kind: 'error', channel: 'debit_card', bank: 'harbour' })
  await untilRead(everything, /Harbourmere Bank/)
  await untilRead(harbour, /Harbourmere Bank/)
  await untilNothingWaits(app)
  t.equal((await maple.letters()).length, 1, 'the asking alone')
})
