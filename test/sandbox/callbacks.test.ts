import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'

import t, { type Test } from 'tap'

import { isLoopbackUrl } from '../../src/sandbox/topup/callbacks.ts'
import { portOf } from '../../src/sandbox/port-of.ts'
import { openWallet, partnerSignature, placeOrder } from './open-wallet.ts'

/** A shop that waits to be told; answers with these statuses in turn, then with 204. */
async function openShop(t: Test, statuses: number[] = []) {
  const notices: Record<string, unknown>[] = []
  const server = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    notices.push({ ...Object(await json(request)) })
    response.writeHead(statuses.shift() ?? 204).end()
    server.emit('notice')
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return {
    url: `http://127.0.0.1:${portOf(server)}/notify`,
    async next(): Promise<Record<string, unknown>> {
      if (notices.length === 0) await once(server, 'notice')
      return notices.shift() ?? {}
    },
  }
}

void t.test('the shop is told of the credit, signed', async (t) => {
  const wallet = await openWallet(t)
  const shop = await openShop(t)
  await placeOrder(wallet, { notify_url: shop.url })
  wallet.time.now += 2_000
  const notice = await shop.next()
  t.match(notice, { out_trade_no: 'T1', state: 'SUCCESS', amount: '1.00', notify_id: String })
  t.equal(notice['sign'], partnerSignature(notice))
})

void t.test('a callback that is not taken comes again', async (t) => {
  const wallet = await openWallet(t)
  const shop = await openShop(t, [500, 302])
  await placeOrder(wallet, { notify_url: shop.url })
  wallet.time.now += 2_000
  const notices = [await shop.next(), await shop.next(), await shop.next()]
  t.equal(new Set(notices.map((notice) => notice['notify_id'])).size, 1, 'the same notice each time')
})

void t.test('bad_signature on merchant_webhook spoils the signature of callbacks', async (t) => {
  const wallet = await openWallet(t)
  const shop = await openShop(t)
  await wallet.break({ endpoint: 'merchant_webhook', kind: 'bad_signature' })
  await placeOrder(wallet, { notify_url: shop.url })
  wallet.time.now += 2_000
  const notice = await shop.next()
  t.not(notice['sign'], partnerSignature(notice))
})

void t.test('a broken merchant_webhook loses callbacks', async (t) => {
  const wallet = await openWallet(t)
  const shop = await openShop(t)
  await wallet.break({ endpoint: 'merchant_webhook' })
  await placeOrder(wallet, { notify_url: shop.url })
  wallet.time.now += 2_000
  t.match((await wallet.look('/v1/topups/T1')).json, { state: 'SUCCESS' })
  await wallet.send('DELETE', '/_faults')
  await placeOrder(wallet, { out_trade_no: 'T2', notify_url: shop.url }, 'key-2')
  wallet.time.now += 2_000
  t.match(await shop.next(), { out_trade_no: 'T2' }, 'the first notice to arrive is of the second order')
})

void t.test('callbacks go nowhere but to this machine', async (t) => {
  const near = [
    'http://127.0.0.1:8080/x',
    'http://localhost/x',
    'https://127.9.9.9/',
    'http://[::1]:80/',
    'http://2130706433/',
  ]
  const far = [
    'http://192.0.2.1/',
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'file:///etc/hosts',
    'nonsense',
    'http://0.0.0.0/',
    'http://[::ffff:192.0.2.1]/',
  ]
  for (const url of near) t.ok(isLoopbackUrl(url), url)
  for (const url of far) t.notOk(isLoopbackUrl(url), url)
})
