import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import t, { type Test } from 'tap'

import { createWebhook } from '../../src/notify/transports/webhook.ts'
import type { Db } from '../../src/store/open.ts'
import { eventually } from '../support/eventually.ts'
import { incidentNews } from '../support/notices.ts'
import { startReceiver } from '../support/receiver.ts'
import { recordingTransport } from '../support/recording-transport.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { notifying } from './notifying.ts'
import { testDeps } from './transports/test-deps.ts'

const SLOW = 'https://slow.example'
const SWIFT = 'https://swift.example'

async function addHooks(db: Db, origin: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const address = `${origin}/hooks/${index}`
    await addSubscriber(db, address, { transport: 'webhook', address })
  }
}

/** Webhooks of which those at the slow origin wait until it is `freed`. */
function hooks({ concurrency = 4, perOrigin = 2 } = {}) {
  const { promise: freed, resolve: free } = Promise.withResolvers<void>()
  const webhook = recordingTransport(({ to }) => (to.address.startsWith(SLOW) ? freed : undefined), {
    concurrency,
    perOrigin,
    timeoutMs: 60_000,
  })
  const takenAt = (origin: string) => webhook.taken.filter(({ to }) => to.address.startsWith(origin)).length
  return { webhook, free, takenAt }
}

/** The slow ones first; what hangs is let go of before the notifier stops. */
async function open(t: Test, { slow, swift }: { readonly slow: number; readonly swift: number }) {
  const told = await notifying(t)
  await addHooks(told.db, SLOW, slow)
  await addHooks(told.db, SWIFT, swift)
  await told.tell()
  const channel = hooks()
  const notifier = await told.start({ webhook: channel.webhook })
  t.teardown(channel.free)
  return { ...told, ...channel, notifier }
}

t.test('webhooks at a host that never answers hold up none at another host', async (t) => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const bound = silent.address()
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0
  const receiver = await startReceiver(t)
  const { db, tell, start, sent } = await notifying(t)
  await addHooks(db, `http://127.0.0.1:${port}`, 300)
  await addHooks(db, receiver.url, 5)
  await tell()
  const webhook = createWebhook(testDeps(t, receiver.port, { others: [port] }))
  const beganAt = performance.now()
  await start({ webhook })
  t.teardown(() => {
    silent.closeAllConnections()
    silent.close()
  })
  await sent(5)
  t.ok(performance.now() - beganAt < 4_000, 'long before one at the other host is given up')
  t.equal(receiver.received.length, 5)
})

t.test('what waits for its own host is held by nobody, so that newer words replace it', async (t) => {
  const { webhook, tell, notifier, free, sent, statuses, takenAt } = await open(t, { slow: 30, swift: 5 })
  await sent(5)
  await eventually(
    'all but two given back',
    async () => (await statuses()).filter((one) => one === 'sending').length === 2,
  )
  await tell(incidentNews({ moment: 'updated' }))
  notifier.poke()
  await eventually('the newer word at the other host', () => takenAt(SWIFT) === 10)
  free()
  await sent(42)
  const older = webhook.taken.filter(({ message }) => message.id === 'notice1')
  t.equal(older.filter(({ to }) => to.address.startsWith(SLOW)).length, 2, 'what was on its way')
})

t.test('a host that answers again is told everything it waited for, each word once', async (t) => {
  const { webhook, free, sent } = await open(t, { slow: 30, swift: 5 })
  await sent(5)
  free()
  await sent(35)
  t.equal(webhook.tries.length, 35)
})

t.test(
  'while a host hangs, another with more letters than are claimed at once is told them all',
  async (t) => {
    const { sent, takenAt } = await open(t, { slow: 30, swift: 100 })
    await sent(100)
    t.equal(takenAt(SLOW), 0)
  },
)

t.test('one host has no more than its share of the places, and several have all of them', async (t) => {
  const { db, tell, start, sent } = await notifying(t)
  const origins = ['https://a.example', 'https://b.example', 'https://c.example']
  for (const origin of origins) await addHooks(db, origin, 10)
  const underWay = new Map<string, number>()
  const most = { one: 0, all: 0 }
  const add = (origin: string, more: number): void => {
    underWay.set(origin, (underWay.get(origin) ?? 0) + more)
    const counts = [...underWay.values()]
    most.one = Math.max(most.one, ...counts)
    most.all = Math.max(
      most.all,
      counts.reduce((sum, count) => sum + count, 0),
    )
  }
  const webhook = recordingTransport(
    async ({ to }) => {
      const { origin } = new URL(to.address)
      add(origin, 1)
      await sleep(5)
      add(origin, -1)
    },
    { concurrency: 5, perOrigin: 2 },
  )
  await tell()
  await start({ webhook })
  await sent(30)
  t.strictSame(most, { one: 2, all: 5 })
})
