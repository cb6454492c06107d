import { createTransport } from 'nodemailer'
import pLimit from 'p-limit'

import { renderMail } from '../../src/notify/transports/email/render-mail.ts'
import { newsOf, type Sending } from './sending.ts'

/** As many as our transport opens. */
const CONNECTIONS = 10

/** What one would write without us: a pool, and `sendMail` for every recipient, with the same words and headers. */
export function plainMails(port: number, { messages, templates }: Pick<Sending, 'messages' | 'templates'>) {
  const notice = { num: 1, id: 'notice000001', at: Date.now(), news: newsOf(['part-0']) }
  const message = messages.news(notice, 'en', Date.now())
  const { subject, text, html } = renderMail(templates, message, { manage: 'LINK', unsubscribe: 'LINK' })
  const transporter = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  })
  const limit = pLimit(2 * CONNECTIONS)
  const sendOne = (number: number): Promise<unknown> => {
    const link = `https://status.example/subscriptions/${number}`
    return transporter.sendMail({
      from: 'Status <status@status.example>',
      to: `s${number}@example.com`,
      subject,
      text: text.replaceAll('LINK', link),
      html: html.replaceAll('LINK', link),
      headers: {
        'List-Unsubscribe': `<${link}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
    })
  }
  return {
    send: (count: number) =>
      limit.map(
        Array.from({ length: count }, (_, number) => number),
        sendOne,
      ),
    close: () => transporter.close(),
  }
}
