import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import t from 'tap'

import type { Letter, Message } from '../../../../src/domain/message.ts'
import { DeliveryError } from '../../../../src/notify/transports/delivery-error.ts'
import { composeDraft, placeholders } from '../../../../src/notify/transports/email/mail-draft.ts'
import { mailHost, ownHeaders, sharedHeaders } from '../../../../src/notify/transports/email/mail-headers.ts'
import { renderMail } from '../../../../src/notify/transports/email/render-mail.ts'
import { sampleLetter, sampleMessage, sampleTemplates } from '../../../support/sample-letters.ts'
import { SAMPLE_NOW } from '../../../support/sample-snapshot.ts'

const templates = sampleTemplates()
const sender = { from: 'Status <status@qingzhou.example>', host: 'status.qingzhou.example' }

/** The whole mail as it goes over the wire. */
async function mimeOf(letter: Letter): Promise<string> {
  const { message, links } = letter
  const { subject, text, html } = renderMail(templates, message, placeholders(links.confirm !== undefined))
  const draft = await composeDraft({ headers: sharedHeaders(message, sender, subject), text, html })
  return `${ownHeaders(letter, sender, SAMPLE_NOW)}${draft.headers}${Buffer.concat(draft.fill(links)).toString('latin1')}`
}

/** Words with everything that quoted-printable and MIME stumble over. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.constantFrom(
        '=',
        '=\r\n',
        '\r\n',
        '\n.\n',
        '.',
        ' ',
        '\t',
        '=3D',
        '长'.repeat(40),
        '--',
        'From ',
        'Content-Type: text/html',
        '\u2028',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const message: fc.Arbitrary<Message> = fc
  .record({ title: words, lead: words, scam: words, sender: words, label: words, line: words })
  .map(({ title, lead, scam, sender, label, line }) => ({
    ...sampleMessage(),
    title,
    lead,
    scam,
    sender,
    facts: [{ label, lines: [line] }],
  }))

/** As long as addresses get, with every character that one may hold. */
const link = fc
  .tuple(
    fc.constantFrom('https://a.example', 'http://localhost:3000/en', `https://${'long.'.repeat(30)}example`),
    fc.string({
      unit: fc.constantFrom('a', 'Z', '0', '-', '_', '=', '&', '%', '+', '~', '.'),
      maxLength: 300,
    }),
  )
  .map(([site, token]) => `${site}/subscriptions/${token}`)

t.test('whatever a message says and whatever a link is, the mail holds the exact link', async (t) => {
  await fc.assert(
    fc.asyncProperty(message, link, link, async (about, manage, confirm) => {
      const letter = sampleLetter(about, { links: { manage, unsubscribe: `${manage}/unsubscribe`, confirm } })
      const mime = await mimeOf(letter)
      t.ok(
        mime
          .slice(mime.indexOf('\r\n\r\n'))
          .split('\r\n')
          .every((line) => line.length <= 76),
      )
      t.notMatch(mime, /[^\r]\n|\r[^\n]|[^\0-\x7f]/)
      const { text, html, headers } = await simpleParser(mime)
      const lines = (text ?? '').split('\n')
      t.ok(lines.includes(manage) && lines.includes(`${manage}/unsubscribe`), 'in the text')
      const hrefs = [...String(html).matchAll(/href="([^"]*)"/g)].map(([, href]) => unescapeHtml(href ?? ''))
      t.ok(hrefs.includes(manage) && hrefs.includes(`${manage}/unsubscribe`), 'in the HTML')
      t.match(headers.get('list'), { unsubscribe: { url: `${manage}/unsubscribe` } })
    }),
    { numRuns: 60 },
  )
})

t.test('whatever stands in a letter, it adds no header and no recipient', async (t) => {
  const nasty = fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\r',
        '\n',
        'Bcc: eve@example.com',
        ':',
        '<',
        '>',
        ',',
        '"',
        '\0',
        'x',
        '长',
        ' ',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''))
  const names = await headerNames(sampleLetter(sampleMessage()))
  await fc.assert(
    fc.asyncProperty(
      fc.record({ a: nasty, b: nasty, c: nasty, d: nasty, e: nasty, f: nasty }),
      async (parts) => {
        const { a, b, c, d, e, f } = parts
        const plain = sampleLetter({
          ...sampleMessage(),
          title: `x${a}`,
          sender: b,
          id: c,
          data: { subjectId: d },
        })
        t.same(await headerNames({ ...plain, key: e }), names)
        for (const to of [`alice${f}@example.com`, `alice@example.com${f}`])
          t.same(await headerNames({ ...plain, to: { ...plain.to, address: to } }), names)
        const unsubscribe = `${plain.links.unsubscribe}${f}`
        t.same(await headerNames({ ...plain, links: { ...plain.links, unsubscribe } }), names)
      },
    ),
    { numRuns: 100 },
  )
})

t.test('the host of ids is one whatever the public address is', (t) => {
  t.equal(mailHost('https://status.example/wallet'), 'status.example')
  t.equal(mailHost('http://[::1]:3000'), '1')
  t.equal(mailHost('http://localhost:3000'), 'localhost')
  t.end()
})

/** Names of a mail's headers, or the names of a plain one where it is refused. */
async function headerNames(letter: Letter): Promise<string[]> {
  const mime = await mimeOf(letter).catch((error: unknown) => {
    if (error instanceof DeliveryError && error.kind === 'refused')
      return mimeOf(sampleLetter(sampleMessage()))
    throw error
  })
  const { headerLines, to } = await simpleParser(mime)
  t.same([to].flat().flatMap((one) => one?.value ?? []).length, 1)
  return headerLines.map(({ key }) => key)
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
}
