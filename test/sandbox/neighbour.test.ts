import t from 'tap'
import { request } from 'undici'

import { openWallet } from './open-wallet.ts'

async function statusAt(url: string, signal?: AbortSignal): Promise<number> {
  const { statusCode, body } = await request(url, {
    reset: true,
    ...(signal === undefined ? {} : { signal }),
  })
  await body.dump()
  return statusCode
}

void t.test('the neighbour answers 204 to everything, whatever happens to the wallet', async (t) => {
  const wallet = await openWallet(t)
  t.equal(await statusAt(wallet.sandbox.neighbourUrl), 204)
  await wallet.break({ endpoint: '*', kind: 'reset' })
  t.equal(await statusAt(`${wallet.sandbox.neighbourUrl}/any/path`), 204)
})

void t.test('a network fault closes its port, healing opens the same port again', async (t) => {
  const wallet = await openWallet(t)
  const { neighbourUrl } = wallet.sandbox
  await wallet.break({ endpoint: 'network' })
  await t.rejects(statusAt(neighbourUrl), { code: 'ECONNREFUSED' })
  t.match((await wallet.look('/v1/balance')).json, { code: 'SUCCESS' }, 'the wallet is not broken by it')
  await wallet.send('DELETE', '/_faults')
  t.equal(await statusAt(neighbourUrl), 204)
})

void t.test('the port opens again when the fault runs out', async (t) => {
  const wallet = await openWallet(t)
  await wallet.break({ endpoint: 'network', kind: 'reset', forMs: 1_000 })
  await t.rejects(statusAt(wallet.sandbox.neighbourUrl), { code: 'ECONNREFUSED' })
  wallet.time.now += 1_000
  // The beat that notices comes within a tenth of a second; asking again is the only way to see it from outside.
  let status = 0
  while (status === 0) status = await statusAt(wallet.sandbox.neighbourUrl).catch(() => 0)
  t.equal(status, 204)
})

void t.test('hang and latency leave the port open and the caller waiting', async (t) => {
  const wallet = await openWallet(t)
  const { neighbourUrl } = wallet.sandbox
  await wallet.break({ endpoint: 'network', kind: 'hang' })
  await t.rejects(statusAt(neighbourUrl, AbortSignal.timeout(60)), { name: 'TimeoutError' })
  await wallet.send('DELETE', '/_faults')
  await wallet.break({ endpoint: 'network', kind: 'latency', ms: 80 })
  const before = performance.now()
  t.equal(await statusAt(neighbourUrl), 204)
  t.ok(performance.now() - before >= 75)
})
