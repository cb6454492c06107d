import t from 'tap'

import { eventually } from '../support/eventually.ts'
import { idIn, runCliWith } from '../support/run-cli.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilText } from '../support/until-page.ts'

const TOKEN = 'settlement-token-of-the-stories'
const SECRETS = ['sandbox-secret', 'sandbox-sign-key', TOKEN, 'Ms Someone Responsible']

const PAGES = ['/', '/history', '/announcements', '/help/outage', '/emergency', '/api/v2/summary.json']

/** Every page there is, of both languages, mistakes and health included, by its address. */
async function everything(app: TestApp): Promise<Map<string, string>> {
  const { components } = app.config.wallet
  const incidents = await app.incidents()
  const paths = [
    ...PAGES,
    ...components.map(({ id }) => `/components/${id}`),
    ...incidents.map(({ id }) => `/incidents/${id}`),
    '/components/nobody',
    '/history?month=x',
    `/${TOKEN.slice(0, 3)}`,
  ]
  const addresses = [...paths.flatMap((one) => [one, `/en${one === '/' ? '' : one}`]), '/readyz', '/healthz']
  const bodies = await Promise.all(
    addresses.map(async (address) => {
      const answer = await fetch(app.url() + address)
      return [address, JSON.stringify([...answer.headers]) + (await answer.text())] as const
    }),
  )
  return new Map(bodies)
}

t.test('no page and no line of the log holds a secret or an inner address', async (t) => {
  const app = await startTestApp(t)
  await fetch(`${app.url()}/api/v1/heartbeats/settlement-job`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
  })
  await fetch(`${app.url()}/api/v1/heartbeats/settlement-job`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}x` },
  })
  await app.until({ 'cash-agent': 'operational', balance: 'operational' })
  // Each breaks in a way of its own: answers, connections, signatures, tokens, refusals.
  app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  app.sandbox.faults.add({ endpoint: 'bills', kind: 'reset' })
  app.sandbox.faults.add({ endpoint: 'topup.create', kind: 'bad_signature' })
  app.sandbox.faults.add({ endpoint: 'sign_in', kind: 'expired_token' })
  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'decline' })
  await app.until({ balance: 'major_outage', bills: 'major_outage', settlement: 'major_outage' })
  await eventually('operators to be warned of the token', () => app.logText().includes('sign-in'))
  await runCliWith(app, ['incident', 'open', 'FILE'], safeMoney).then(idIn)
  await untilText(app, '/', /部分付款变慢/)
  await untilText(app, '/', /余额显示.*账单/)

  const inner = [app.sandbox.url, new URL(app.sandbox.url).host, new URL(app.sandbox.neighbourUrl).host]
  const pages = await everything(app)
  t.ok(pages.size > 40)
  for (const [address, body] of pages) {
    const found = [...SECRETS, ...inner, app.dataFolder, '/v1/'].filter((word) => body.includes(word))
    t.strictSame(found, [], address)
    t.notMatch(body, /\bat .*\.ts:\d+/, `${address} shows no stack`)
  }
  const log = app.logText()
  t.match(log, 'expired', 'the log is what operators need')
  t.strictSame(
    SECRETS.filter((secret) => log.includes(secret)),
    [],
  )
  const stored = await app.db.selectFrom('explanations').selectAll().execute()
  t.ok(stored.length > 0)
  const explained = JSON.stringify(stored)
  t.strictSame(
    SECRETS.filter((secret) => explained.includes(secret)),
    [],
    'explanations are masked before they are stored',
  )
  t.notMatch(explained, /Bearer (?!\*)/)
})

const safeMoney = `
title: { zh-CN: 部分付款变慢, en: Some payments are slow }
components: [{ id: online-payment, state: degraded }]
body: { zh-CN: 我们正在处理。, en: We are on it. }
answers:
  scope: { zh-CN: 线上支付。, en: Online payment. }
  doNow: [{ zh-CN: 请稍后再付。, en: Please pay later. }]
  money:
    balanceSafe: yes
    approvedBy: Ms Someone Responsible
    pendingRule: { zh-CN: 会到账或退回。, en: It arrives or is returned. }
    duplicates: { zh-CN: 会退回。, en: They are returned. }
  nextUpdateAt: 2099-01-01 10:00
`
