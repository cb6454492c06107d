import MailComposer from 'nodemailer/lib/mail-composer'
import { simpleParser } from 'mailparser'
import t from 'tap'

import { createEmail } from '../../../../src/notify/transports/email/email.ts'
import { renderMail } from '../../../../src/notify/transports/email/render-mail.ts'
import { startMailServer } from '../../../support/mail-server.ts'
import {
  incidentNews,
  sampleLetter,
  sampleMessage,
  sampleMessages,
  sampleNotice,
  sampleTemplates,
} from '../../../support/sample-letters.ts'
import { SAMPLE_NOW } from '../../../support/sample-snapshot.ts'
import { emailOver, signal } from './email-transport.ts'

t.test('mail is offered where a mail server and a sender are named', (t) => {
  const deps = { templates: sampleTemplates(), clock: () => SAMPLE_NOW }
  const publicUrl = 'http://localhost:3000'
  t.equal(createEmail({ ...deps, settings: { publicUrl } }), undefined)
  t.equal(createEmail({ ...deps, settings: { publicUrl, smtpUrl: 'smtp://127.0.0.1' } }), undefined)
  t.equal(createEmail({ ...deps, settings: { publicUrl, email: { from: 'a@b.example' } } }), undefined)
  t.end()
})

t.test(
  'a mail reads as one that nodemailer composes in one piece, its links the recipient’s own',
  async (t) => {
    const server = await startMailServer(t)
    const transport = emailOver(t, server.url)
    const message = sampleMessage()
    const letters = ['alice', 'bob'].map((name) => sampleLetter(message, {}, name))
    for (const letter of letters) t.same(await transport.deliver(letter, signal()), {})
    for (const [index, letter] of letters.entries()) {
      const mail = server.mails[index]!
      const { subject, text, html } = renderMail(sampleTemplates(), message, letter.links)
      const plain = await simpleParser(await new MailComposer({ subject, text, html }).compile().build())
      const parsed = await mail.parsed()
      t.equal(parsed.text?.trim(), plain.text?.trim())
      t.equal(String(parsed.html).trim(), String(plain.html).trim())
      t.equal(parsed.subject, message.title)
      t.match(parsed.text, letter.links.manage)
      t.same(mail.to, [letter.to.address])
      t.equal(mail.from, 'status@qingzhou.example')
      const other = letters[1 - index]!
      t.notOk(mail.raw.replaceAll('=\r\n', '').includes(other.links.manage ?? '-'), 'nothing of anybody else')
    }
  },
)

t.test('headers say what it is, what it belongs to and how to leave', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url, { replyTo: 'care@qingzhou.example' })
  const letter = sampleLetter(sampleMessage())
  await transport.deliver(letter, signal())
  const { raw } = server.mails[0]!
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  for (const line of [
    'To: alice@example.com',
    'Reply-To: care@qingzhou.example',
    'Date: Sat, 14 Mar 2026 12:31:17 +0000',
    'Message-ID: <notice000001.alice@status.qingzhou.example>',
    'X-Letter-ID: <notice000001.alice@status.qingzhou.example>',
    'In-Reply-To: <incident-a1b2c3d4e5f6@status.qingzhou.example>',
    'References: <incident-a1b2c3d4e5f6@status.qingzhou.example>',
    'List-ID: <notices.status.qingzhou.example>',
    `List-Unsubscribe: <${letter.links.unsubscribe}>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Content-Language: zh-CN',
    'Auto-Submitted: auto-generated',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
  ])
    t.ok(head.split('\r\n').includes(line), line)
  for (const name of ['To', 'Date', 'Message-ID', 'Subject', 'From'])
    t.equal(head.match(new RegExp(`^${name}:`, 'gim'))?.length, 1, `${name} stands there once`)
  const { from } = await server.mails[0]!.parsed()
  t.match(from?.value, [{ address: 'status@qingzhou.example', name: '青舟钱包状态' }])
})

t.test('what cannot be delivered comes back to where the operators want it', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url, { envelopeFrom: 'bounces@qingzhou.example' })
  await transport.deliver(sampleLetter(sampleMessage()), signal())
  t.equal(server.mails[0]!.from, 'bounces@qingzhou.example')
  t.match(server.mails[0]!.raw, /^From: .*<status@qingzhou\.example>\r$/m, 'readers see who writes')
  t.notMatch(server.mails[0]!.raw, 'bounces@')
})

t.test('every word on one incident is in one thread, and every try is the same mail', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url)
  const first = sampleLetter(sampleMessage(incidentNews({ moment: 'opened' })))
  const later = sampleMessages().news(
    sampleNotice(incidentNews({ phase: 'resolved', moment: 'resolved' }), 9),
    'zh-CN',
    SAMPLE_NOW,
  )
  await transport.deliver(first, signal())
  await transport.deliver(first, signal())
  await transport.deliver(sampleLetter(later), signal())
  const [one, again, other] = await Promise.all(server.mails.map((mail) => mail.parsed()))
  t.equal(one?.messageId, again?.messageId)
  t.not(one?.messageId, other?.messageId)
  t.equal(one?.references, other?.references)
})

t.test('who asks for a confirmation gets a button for it, in both parts', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url)
  const message = sampleMessages().subscriber(
    sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment: 'confirm' }),
    {
      topics: [{ kind: 'everything', id: '' }],
      detail: 'every_update',
      once: false,
      status: 'pending',
      confirmUntil: SAMPLE_NOW,
    },
    'en',
    SAMPLE_NOW,
  )
  const { links } = sampleLetter(message)
  const confirm = 'https://status.qingzhou.example/en/subscribe/confirm/t0ken'
  await transport.deliver(sampleLetter(message, { links: { ...links, confirm } }), signal())
  const { text, html } = await server.mails[0]!.parsed()
  t.match(text, `Confirm\n${confirm}`)
  t.match(html, `href="${confirm}"`)
})

t.test('a long Chinese subject stays whole', async (t) => {
  const server = await startMailServer(t)
  const transport = emailOver(t, server.url)
  const title = '【不可用】'.repeat(40)
  await transport.deliver(sampleLetter({ ...sampleMessage(), title }), signal())
  const { raw } = server.mails[0]!
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n')
  const folded = head.filter((line) => line.includes('=?UTF-8?'))
  t.ok(folded.length > 5 && folded.every((line) => line.length <= 78))
  t.equal((await server.mails[0]!.parsed()).subject, title)
})

t.test('what is not the recipient’s is rendered once, however many letters', async (t) => {
  const server = await startMailServer(t)
  let rendered = 0
  const templates = sampleTemplates()
  const transport = createEmail({
    settings: { publicUrl: 'http://localhost:3000', smtpUrl: server.url, email: { from: 'a@b.example' } },
    templates: {
      render(name, view) {
        rendered += 1
        return templates.render(name, view)
      },
    },
    clock: () => SAMPLE_NOW,
  })!
  t.teardown(() => transport.close())
  const message = sampleMessage()
  const names = Array.from({ length: 30 }, (_, index) => `reader${index}`)
  await Promise.all(names.map((name) => transport.deliver(sampleLetter(message, {}, name), signal())))
  t.equal(rendered, 3, 'subject, text and HTML')
  t.same(server.addresses().toSorted(), names.map((name) => `${name}@example.com`).toSorted())
  t.ok(server.sessions() <= transport.limits.concurrency, 'sessions are kept')
})
