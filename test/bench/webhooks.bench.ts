import pLimit from 'p-limit'
import { Pool } from 'undici'

import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { webhookBody } from '../../src/notify/transports/webhook-body.ts'
import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import { type Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import type { RawAnswer } from './raw-server.ts'
import { newsOf, openSending, type Sending } from './sending.ts'
import { fillSubscribers } from './subscriber-rows.ts'
import { timed } from './timed.ts'

/** In each run; ours and the bare loop by turns. */
const HOOKS = 4_000
const TIMES = 7
/** As many as the guarded client keeps to one place, and as many letters on their way as the transport allows. */
const CONNECTIONS = 8
const UNDER_WAY = 64

const TAKEN: RawAnswer = { headers: ['content-length', '2'], unchangedHeaders: [], body: Buffer.from('ok') }

/** Signed webhooks, from the written notice to the last delivery written down, against posting the same bytes with undici. */
export const webhooksBench: Bench = {
  name: 'webhooks',
  async run() {
    await using folder = await benchFolder()
    const file = `${folder.path}/${DATABASE_FILE}`
    await (await openStore({ file })).close()
    const receiver = startChild<RawAnswer, number>('raw-server.ts')
    const port = await receiver.ask(TAKEN)
    const url = `http://127.0.0.1:${port}/hooks/#`
    fillSubscribers(file, { count: HOOKS, transport: 'webhook', address: url, parts: 1 })
    const config = benchConfig({ count: 1, every: '10s', targetUrl: 'http://127.0.0.1:1' })
    await using sending = await openSending(folder.path, config, port)
    const loop = bareLoop(port, sending)
    const runs = await inTurn(TIMES, {
      ours: () => timed(HOOKS, () => sending.send(newsOf(['part-0']))),
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

/** Nothing but the requests: one body for everybody, unsigned, to one place by kept connections. */
function bareLoop(port: number, { messages }: Pick<Sending, 'messages'>) {
  const notice = { num: 1, id: 'notice000001', at: Date.now(), news: newsOf(['part-0']) }
  const link = 'https://status.example/subscriptions/0123456789012345678901234567890123456789012'
  const body = webhookBody(
    {
      key: 'notice000001.s00000000001',
      message: messages.news(notice, 'en', Date.now()),
      to: { transport: 'webhook', address: '', settings: {}, subscriberId: 's00000000001' },
      links: { manage: link, unsubscribe: `${link}/unsubscribe` },
    },
    undefined,
    Date.now(),
  )
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS })
  const limit = pLimit(UNDER_WAY)
  const headers = { 'content-type': 'application/json' }
  const postOne = async (number: number): Promise<void> => {
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
