import { createHmac, randomBytes } from 'node:crypto'

import pLimit from 'p-limit'
import { Pool } from 'undici'

import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import { type Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import type { RawAnswer } from './raw-server.ts'
import { newsOf, openSending, toldAbout, type Sending } from './sending.ts'
import { fillSubscribers } from './subscriber-rows.ts'
import { timed } from './timed.ts'

/** In each run; ours and the bare loop by turns. */
const HOOKS = 10_000
const TIMES = 7
/** As many as the guarded client keeps to one place, and as many letters on their way as the transport allows. */
const CONNECTIONS = 8
const UNDER_WAY = 64

const TAKEN: RawAnswer = { headers: ['content-length', '2'], unchangedHeaders: [], body: Buffer.from('ok') }

/** Signed webhooks, from the written notice to the last delivery written down, against signing and posting the same with undici alone. */
export const webhooksBench: Bench = {
  name: 'webhooks',
  async run() {
    await using folder = await benchFolder()
    const receiver = startChild<RawAnswer, number>('raw-server.ts')
    const port = await receiver.ask(TAKEN)
    const url = `http://127.0.0.1:${port}/hooks/#`
    await fillSubscribers(folder.path, { count: HOOKS, transport: 'webhook', address: url, parts: 1 })
    const config = benchConfig({ count: 1, every: '10s', targetUrl: 'http://127.0.0.1:1' })
    await using sending = await openSending(folder.path, config, port)
    const loop = bareLoop(port, sending)
    const runs = await inTurn(TIMES, {
      ours: () => timed(HOOKS, () => toldAbout(sending, 'part-0')),
      bare: () => timed(HOOKS, () => loop.post(HOOKS)),
    })
    await loop.close()
    await receiver.stop()
    return [
      {
        name: 'delivered a second',
        ...pairOf(runs, (run) => run.perSecond),
        unit: '/s',
        goal: { of: 'ratio', atLeast: 0.6 },
      },
      { name: 'the same: CPU per 1,000', ...pairOf(runs, (run) => run.cpuPerThousand), unit: 's' },
    ]
  },
}

/** The same posted to one place by kept connections, and nothing around it: each body written and signed for its receiver. */
function bareLoop(port: number, { messages }: Pick<Sending, 'messages'>) {
  const notice = { num: 1, id: 'notice000001', at: Date.now(), news: newsOf(['part-0']) }
  const { data, scam } = messages.news(notice, 'en', Date.now())
  const secret = randomBytes(32)
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS })
  const limit = pLimit(UNDER_WAY)
  const postOne = async (number: number): Promise<void> => {
    const manage = `https://status.example/subscriptions/${String(number).padStart(43, '0')}`
    const links = { manage, unsubscribe: `${manage}/unsubscribe` }
    const body = JSON.stringify({ type: data['type'], timestamp: data['at'], data: { ...data, links, scam } })
    const [id, at] = [`msg_${number}`, String(Math.floor(Date.now() / 1000))]
    const signature = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': `v1,${signature}`,
    }
    const answer = await pool.request({ method: 'POST', path: `/hooks/${number}`, headers, body })
    await answer.body.text()
  }
  return {
    post: (count: number) =>
      limit.map(
        Array.from({ length: count }, (_, number) => number),
        postOne,
      ),
    close: () => pool.close(),
  }
}
