import { request as relay } from 'node:http'

import t, { type Test } from 'tap'

import { issue, makeCa, writeFile } from '../certificates.ts'
import { startProxy } from '../proxy.ts'
import { closedPort, serveHttps } from '../servers.ts'
import { orderOf, startWallet, type TestWallet } from './wallet.ts'

t.test('every step of a flow goes through its proxy, those that clean up as well', async (t) => {
  const wallet = await startWallet(t)
  const { proxy, asked } = await startProxy(t)
  const startedAt = Date.now()
  const order = orderOf(startedAt)
  const finding = await wallet.start({ flow: { proxy } })({ startedAt })

  t.equal(finding.outcome, 'ok', finding.summary)
  t.strictSame(
    [...new Set(asked.map(withoutQuery))],
    [
      `POST ${wallet.sandbox.url}/oauth/token`,
      `GET ${wallet.sandbox.url}/v1/topups/quote`,
      `POST ${wallet.sandbox.url}/v1/topups`,
      `GET ${wallet.sandbox.url}/v1/topups/${order}`,
      `POST ${wallet.sandbox.url}/v1/topups/${order}/refund`,
    ],
  )
  t.same(await wallet.orders(), [{ out_trade_no: order, state: 'REFUNDED' }])
})

t.test('a flow whose proxy is away is a fault of ours, and no order is made', async (t) => {
  const wallet = await startWallet(t)
  const proxy = `http://127.0.0.1:${await closedPort()}`
  const finding = await wallet.start({ flow: { proxy } })()
  t.equal(finding.outcome, 'probe_fault', finding.summary)
  t.same(await wallet.orders(), [])
})

t.test('a flow trusts the authority that its settings name, through a tunnel too', async (t) => {
  const wallet = await startWallet(t)
  const { base, ca } = await overTls(t, wallet)
  const { proxy, asked } = await startProxy(t)

  const straight = await wallet.start({ flow: { base, tls: { ca } } })()
  t.equal(straight.outcome, 'ok', straight.summary)
  const tunnelled = await wallet.start({ flow: { base, tls: { ca }, proxy } })()
  t.equal(tunnelled.outcome, 'ok', tunnelled.summary)
  t.strictSame([...new Set(asked)], [`CONNECT ${new URL(base).host}`])
})

t.test('a flow fails at a certificate that nobody vouches for, unless told not to look', async (t) => {
  const wallet = await startWallet(t)
  const { base } = await overTls(t, wallet)

  const finding = await wallet.start({ flow: { base } })()
  t.equal(finding.outcome, 'tech_fail', finding.summary)
  t.match(finding.steps.find(({ name }) => name === 'quote')?.error, /while waiting for the TLS handshake/)
  t.same(await wallet.orders(), [])
  t.equal((await wallet.start({ flow: { base, tls: { verify: false } } })()).outcome, 'ok')
})

t.test('a flow checks the name that its settings say', async (t) => {
  const wallet = await startWallet(t)
  const { base, ca } = await overTls(t, wallet, 'wallet.example')

  t.equal((await wallet.start({ flow: { base, tls: { ca } } })()).outcome, 'tech_fail')
  const named = { ca, serverName: 'wallet.example' }
  t.equal((await wallet.start({ flow: { base, tls: named } })()).outcome, 'ok')
})

t.test('an authority whose file is missing is a fault of ours, and no order is made', async (t) => {
  const wallet = await startWallet(t)
  const finding = await wallet.start({ flow: { tls: { ca: '/no/such/file.pem' } } })()
  t.equal(finding.outcome, 'probe_fault', finding.summary)
  t.same(await wallet.orders(), [])
})

/** The same wallet over TLS, at 127.0.0.1 whatever its certificate is for; and the file of who signed that. */
async function overTls(
  t: Test,
  { sandbox }: TestWallet,
  name?: string,
): Promise<{ base: string; ca: string }> {
  const ca = await makeCa()
  const certificate = await issue(ca, name === undefined ? {} : { name })
  const base = await serveHttps(t, certificate, (request, response) => {
    const { method, headers } = request
    const onward = relay(`${sandbox.url}${request.url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    return request.pipe(onward)
  })
  return { base, ca: writeFile(t, ca.cert) }
}

function withoutQuery(asked: string): string {
  return asked.replace(/\?.*/, '')
}
