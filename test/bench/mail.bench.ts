import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { MailSinkAsk, MailSinkTold } from './mail-sink.ts'
import { plainMails } from './plain-mails.ts'
import { openSending, toldAbout } from './sending.ts'
import { fillSubscribers } from './subscriber-rows.ts'
import { timed, type Timed } from './timed.ts'

const MAILS = 100_000
/** A notice to each, and a run of the plain loop after it: so whatever else the machine does meets both alike. */
const PARTS = 10
const PLAIN_MAILS = 1_000

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
      const loop = plainMails(port, sending)
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
