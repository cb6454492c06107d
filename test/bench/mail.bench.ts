import { createTransport } from 'nodemailer'
import pLimit from 'p-limit'

import { renderMail } from '../../src/notify/transports/email/render-mail.ts'
import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { MailSinkAsk, MailSinkTold } from './mail-sink.ts'
import { newsOf, openSending, toldAbout, type Sending } from './sending.ts'
import { fillSubscribers } from './subscriber-rows.ts'
import { timed, type Timed } from './timed.ts'

const MAILS = 100_000
/** A notice to each, and a run of the plain loop after it: so whatever else the machine does meets both alike. */
const PARTS = 10
const PLAIN_MAILS = 1_000
/** As many as our transport opens. */
const CONNECTIONS = 10

/** Notices by mail, from the written notice to the last delivery written down, against nodemailer's own way of sending. */
export const mailBench: Bench = {
  name: 'mail',
  async run() {
    await using folder = await benchFolder()
    await fillSubscribers(folder.path, {
      count: MAILS,
      transport: 'email',
      address: 's#@example.com',
      parts: PARTS,
    })
    const sink = startChild<MailSinkAsk, MailSinkTold>('mail-sink.ts')
    const { port } = await sink.ask({ do: 'start' })
    const config = benchConfig({ count: PARTS, every: '10s', targetUrl: 'http://127.0.0.1:1', mails: true })
    const ours: Timed[] = []
    const plain: Timed[] = []
    {
      await using sending = await openSending(folder.path, config, port)
      const loop = plainLoop(port, sending)
      for (let part = 0; part < PARTS; part += 1) {
        ours.push(await timed(MAILS / PARTS, () => toldAbout(sending, `part-${part}`)))
        plain.push(await timed(PLAIN_MAILS, () => loop.send(PLAIN_MAILS)))
      }
      loop.close()
    }
    await sink.stop()
    const pair = (number: (run: Timed) => number) => ({
      value: median(ours.map(number)),
      limit: median(plain.map(number)),
    })
    return [
      {
        name: `${MAILS} mails: sent a second`,
        ...pair((run) => run.perSecond),
        unit: '/s',
        goal: { of: 'ratio', atLeast: 2.5 },
      },
      { name: 'the same: CPU per 1,000', ...pair((run) => run.cpuPerThousand), unit: 's' },
    ]
  },
}

/** What one would write without us: a pool, and `sendMail` for every recipient, with the same words and headers. */
function plainLoop(port: number, { messages, templates }: Pick<Sending, 'messages' | 'templates'>) {
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
