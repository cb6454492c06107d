import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import nodemailer from 'nodemailer'
import t, { type Test } from 'tap'

import { ask } from './ask.ts'
import { openWallet } from './open-wallet.ts'

const LETTER = {
  from: 'Status <status@lamplight.example>',
  to: 'reader@home.example',
  subject: '【不可用】充值',
  text: 'Confirm here: http://localhost:3000/subscribe/confirm/abc.',
  html: '<html><head><title>x</title></head><body><a href="http://localhost:3000/en">Status</a></body></html>',
}

/** A pretend wallet and somebody who hands mails to it. */
async function openMailbox(t: Test) {
  const { sandbox, time } = await openWallet(t)
  const sender = nodemailer.createTransport(
    `${sandbox.smtpUrl}?pool=true&maxConnections=1&maxMessages=Infinity`,
  )
  t.teardown(() => sender.close())
  const page = async (path: string) => {
    const answer = await fetch(sandbox.url + path)
    return { status: answer.status, headers: answer.headers, html: await answer.text() }
  }
  return { sandbox, time, page, send: (changes: object = {}) => sender.sendMail({ ...LETTER, ...changes }) }
}

void t.test(
  'mails are shown in both languages, the newest first, with subject, recipient and time',
  async (t) => {
    const { page, send, time } = await openMailbox(t)
    t.match((await page('/mailbox')).html, '还没有邮件')
    await send()
    time.now += 60_000
    await send({ subject: 'The second', to: ['a@home.example', 'b@home.example'] })
    const chinese = await page('/mailbox')
    t.match(
      chinese.html,
      /<html lang="zh-CN">[^]*The second[^]*12:01[^]*a@home.example, b@home.example[^]*充值/,
    )
    t.match(
      (await page('/en/mailbox')).html,
      /<html lang="en">[^]*12:00 today<\/time> · To reader@home.example/,
    )
    t.match(chinese.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/)
    t.notMatch(chinese.html, '<script')
  },
)

void t.test('a mail shows its HTML in a frame, its text with links, and its headers', async (t) => {
  const { page, send } = await openMailbox(t)
  await send({ headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } })
  const { html } = await page('/en/mailbox/1')
  t.match(html, '<iframe src="/mailbox/1/html"')
  t.match(html, 'href="http://localhost:3000/subscribe/confirm/abc" target="_blank"')
  t.match(html, 'List-Unsubscribe-Post: List-Unsubscribe')
  const framed = await page('/mailbox/1/html')
  t.match(framed.html, '<base target="_blank"><title>x</title>')
  t.match(framed.headers.get('content-security-policy'), /^sandbox allow-popups.*default-src 'none'/)
})

void t.test('a mail without HTML or without text says so, and one that is gone is not found', async (t) => {
  const { page, send } = await openMailbox(t)
  await send({ html: '' })
  await send({ text: '', subject: '' })
  t.match((await page('/en/mailbox/1')).html, 'This mail has no HTML part.')
  t.match((await page('/en/mailbox/2')).html, /\(no subject\)[^]*This mail has no text part\./)
  for (const path of ['/mailbox/3', '/en/mailbox/3', '/mailbox/3/html'])
    t.equal((await page(path)).status, 404)
})

void t.test('what a stranger writes into a mail is shown and never becomes part of the page', async (t) => {
  const { page, send } = await openMailbox(t)
  const markup = '<script>alert(1)</script>'
  await send({
    subject: markup,
    from: `"${markup}" <x@home.example>`,
    text: markup,
    headers: { 'X-A': markup },
  })
  for (const path of ['/mailbox', '/mailbox/1']) {
    const { html } = await page(path)
    t.match(html, '&lt;script&gt;')
    t.notMatch(html, '<script')
  }
})

void t.test('only the latest two hundred are kept', async (t) => {
  const { page, send } = await openMailbox(t)
  for (let count = 1; count <= 201; count += 1) await send({ subject: `Mail no. ${count}`, html: '' })
  const { html } = await page('/en/mailbox')
  t.equal(html.match(/<li>/g)?.length, 200)
  t.notMatch(html, /Mail no\. 1</)
  t.equal((await page('/mailbox/1')).status, 404)
  t.match((await page('/mailbox/201')).html, 'Mail no. 201')
})

void t.test('a mail that is too large, or for too many, is refused, and the next one taken', async (t) => {
  const { page, send } = await openMailbox(t)
  await t.rejects(send({ text: 'x'.repeat(300_000) }), { message: /^Message failed: 552/ })
  const many = Array.from({ length: 51 }, (_, index) => `reader${index}@home.example`)
  const { rejected } = await send({ to: many })
  t.strictSame(rejected, ['reader50@home.example'])
  t.match((await page('/mailbox')).html, LETTER.subject)
})

void t.test("a web page's request to the mail server's port is hung up on", async (t) => {
  const { sandbox, page } = await openMailbox(t)
  const socket = connect(Number(new URL(sandbox.smtpUrl).port), '127.0.0.1')
  await once(socket, 'data')
  // One that does not wait for the greeting, as no browser does, is hung up on even sooner.
  socket.write(
    'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n\r\n.\r\n',
  )
  t.match(await text(socket), /421 .*HTTP requests not allowed/)
  t.match((await page('/mailbox')).html, '还没有邮件')
})

void t.test("no other site's page reads the mailbox, by whatever name it comes", async (t) => {
  const { sandbox, send } = await openMailbox(t)
  await send()
  for (const path of ['/mailbox', '/en/mailbox', '/mailbox/1', '/mailbox/1/html']) {
    const url = sandbox.url + path
    t.equal((await ask(url, 'GET', { host: 'rebound.example' })).status, 403)
    t.equal((await ask(url, 'GET', { origin: 'https://page.example' })).status, 403)
    t.equal((await ask(url, 'GET', {})).status, 200)
  }
})
