import t from 'tap'

import { orderOf, startWallet } from './wallet.ts'

t.test('a top-up that works is ok, is credited when the money came, and is given back', async (t) => {
  const wallet = await startWallet(t, 400)
  const startedAt = Date.now()
  const finding = await wallet.start()({ startedAt })

  t.equal(finding.outcome, 'ok', finding.summary)
  t.ok(finding.creditMs! >= 300 && finding.creditMs! < 900, `credited after ${finding.creditMs} ms`)
  t.ok(finding.latencyMs! < finding.creditMs!, 'waiting for the money is not waiting for an answer')
  t.same(await wallet.orders(), [{ out_trade_no: orderOf(startedAt), state: 'REFUNDED' }])
})

t.test('every step explains itself', async (t) => {
  const wallet = await startWallet(t)
  const { steps } = await wallet.start()()
  t.same(
    steps.map(({ name, outcome }) => `${name} ${outcome}`),
    ['token ok', 'quote ok', 'create ok', 'credit ok', 'clean up: state ok', 'clean up: refund ok'],
  )
  for (const step of steps) {
    t.match(step.sent, /^(GET|POST) http:\/\/127\.0\.0\.1:/, step.name)
    t.notMatch(step.sent, /sign=/, 'the signature stays out of it')
    t.ok(step.assertions!.length > 0 && step.phases !== undefined, step.name)
  }
  const credit = steps.find(({ name }) => name === 'credit')
  t.match(credit?.assertions?.find(({ what }) => what === 'state $.state')?.seen, /SUCCESS$/)
})

t.test('the same look asked twice makes the same order', async (t) => {
  const wallet = await startWallet(t)
  const look = wallet.start()
  const startedAt = Date.now()
  await look({ startedAt })
  await look({ startedAt })
  t.equal((await wallet.orders()).length, 1)
})

t.test('a slow answer and a late credit make it slow', async (t) => {
  const wallet = await startWallet(t)
  const slowAnswer = await wallet.start({ quote: { budget: '0ms' } })()
  t.equal(slowAnswer.outcome, 'slow')
  t.match(slowAnswer.summary, /quote: latency/)
  const lateCredit = await wallet.start({ poll: { budget: '20ms' } })()
  t.equal(lateCredit.outcome, 'slow')
  t.match(lateCredit.summary, /credit: time to credit/)
  t.ok(lateCredit.creditMs! > 20)
})

t.test('a form, and a value taken from a header, travel as well', async (t) => {
  const wallet = await startWallet(t)
  const finding = await wallet.start({
    quote: { extract: { kind: { header: 'content-type' } } },
    flow: {
      steps: [
        {
          name: 'token by hand',
          method: 'POST',
          url: '/oauth/token',
          form: { grant_type: '{{grant}}' },
          headers: { Authorization: `Basic ${btoa('status-probe:sandbox-secret')}` },
          extract: { kind: { header: 'Content-Type' }, token: { path: '$.access_token', secret: true } },
        },
        {
          name: 'balance',
          url: '/v1/balance',
          headers: { Authorization: 'Bearer {{token}}', 'X-Kind': '{{kind}}' },
        },
      ],
      variables: { grant: 'client_credentials' },
      auth: {},
      cleanUp: { steps: [{ name: 'bye', url: '/v1/chat', headers: { Authorization: 'none' } }] },
    },
  })()
  t.match(finding.summary, /2 steps went well/)
  t.equal(
    finding.steps.at(-1)?.name,
    'clean up: bye',
    'a flow that creates nothing by name is always cleaned up',
  )
})
