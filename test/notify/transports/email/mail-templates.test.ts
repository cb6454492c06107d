import t from 'tap'

import { LOCALES } from '../../../../src/domain/locale.ts'
import { renderMail } from '../../../../src/notify/transports/email/render-mail.ts'
import { sampleLetter, sampleMessage, sampleTemplates } from '../../../support/sample-letters.ts'
import { sampleMails } from '../../../support/sample-mails.ts'
import { pageText } from '../../../support/page-text.ts'

for (const locale of LOCALES) {
  t.test(`the text of a mail says all that its HTML says, in ${locale}`, (t) => {
    for (const [name, { message, mail }] of sampleMails(locale)) {
      const html = pageText(mail.html)
      const said = [message, ...message.parts].flatMap(({ title, lead, facts }) => [
        title,
        ...lead.split('\n'),
        ...facts.flatMap(({ label, lines }) => [label, ...lines]),
      ])
      for (const line of [...said, message.scam, message.id]) {
        t.ok(mail.text.includes(line), `${name}, text: ${line}`)
        t.ok(html.includes(line), `${name}, HTML: ${line}`)
      }
      t.equal(mail.subject, message.title)
      t.notMatch(mail.text, /<(?:td|tr|div|a|h1|br)\b|&#|&amp;|\n{4}|^\s|undefined|null/, name)
    }
    t.end()
  })
}

t.test('a mail begins with the verdict and ends with the ways out', (t) => {
  const { text, html } = sampleMails('zh-CN').get('down')?.mail ?? { text: '', html: '' }
  t.match(text, /^【不可用】/)
  t.match(html, /<h1[^>]*><span aria-hidden="true">✖&nbsp;<\/span>【不可用】/)
  t.match(text, /查看或更改订阅\nhttps:\S+\n\n退订\nhttps:\S+\/unsubscribe\n\n通知编号：notice000001$/)
  t.end()
})

t.test('a mail loads nothing from anywhere and runs nothing', (t) => {
  for (const [name, { mail }] of sampleMails('en')) {
    t.notMatch(mail.html, /<(?:img|script|link|iframe|form)\b|url\(|@import|@font-face|\son\w+=/i, name)
    t.ok(Buffer.byteLength(mail.html) < 100_000, 'Gmail cuts at 102 KB')
  }
  t.end()
})

t.test('words that people wrote are words in HTML, and plain in the text', (t) => {
  const nasty = '<b onclick="x">&amp; {{title}}</b>'
  const message = { ...sampleMessage(), title: nasty, lead: nasty, facts: [{ label: nasty, lines: [nasty] }] }
  const { subject, text, html } = renderMail(sampleTemplates(), message, sampleLetter(message).links)
  t.equal(subject, nasty)
  t.match(text, nasty)
  t.notMatch(html, '<b ')
  t.match(pageText(html), `${nasty} ${nasty}`)
  t.end()
})
