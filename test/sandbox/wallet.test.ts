import t from 'tap'
import { request } from 'undici'

import { PLAIN_ENDPOINTS } from '../../src/sandbox/endpoints.ts'
import { openWallet } from './open-wallet.ts'

void t.test('every plain endpoint answers with success', async (t) => {
  const wallet = await openWallet(t)
  for (const { name, method, path } of PLAIN_ENDPOINTS) {
    const body = name === 'payment' ? { amount: '1.00', source: 'card' } : { dry_run: true }
    const { status, json } = method === 'GET' ? await wallet.look(path) : await wallet.act(path, body)
    t.match({ status, json }, { status: 200, json: { code: 'SUCCESS', message: String } }, name)
  }
})

void t.test('answers carry what the interface promises', async (t) => {
  const wallet = await openWallet(t)
  t.match((await wallet.look('/v1/balance')).json, { balance: '123.45' })
  t.match((await wallet.look('/v1/bills')).json, { items: [{ amount: /^-?\d+\.\d{2}$/ }] })
  t.match((await wallet.act('/v1/sign-ins', { dry_run: true })).json, { dry_run: true })
  t.match((await wallet.look('/v1/hotline')).json, { lines_open: 24, waiting: Number, wait_seconds: Number })
  t.match((await wallet.look('/v1/topups/quote?channel=cash_agent&amount=5.00')).json, {
    available: true,
    fee: '0.50',
    min: '1.00',
    max: '1000.00',
    daily_limit: '2000.00',
  })
  t.match((await wallet.look('/v1/topups/quote?channel=credit_card&amount=5.00')).json, {
    code: 'CHANNEL_NOT_OFFERED',
    available: false,
  })
})

void t.test('a payment is refused in business terms, with HTTP 200', async (t) => {
  const wallet = await openWallet(t)
  const codeOf = async (body: unknown) => {
    const { status, json } = await wallet.act('/v1/payments', body)
    t.equal(status, 200)
    return json['code']
  }
  t.equal(await codeOf({ amount: '123.45', source: 'balance' }), 'SUCCESS')
  t.equal(await codeOf({ amount: '123.46', source: 'balance' }), 'BALANCE_NOT_ENOUGH')
  t.equal(await codeOf({ amount: '123.46', source: 'card' }), 'SUCCESS')
  t.equal(await codeOf({ amount: '50000.01', source: 'card' }), 'LIMIT_EXCEEDED')
  t.equal(await codeOf({ amount: 1, source: 'card' }), 'INVALID_PARAMETER')
  t.equal(await codeOf({ amount: '1.00' }), 'INVALID_PARAMETER')
})

void t.test('a token opens the wallet until it expires', async (t) => {
  const wallet = await openWallet(t)
  const { json, headers } = await wallet.login()
  t.match(json, { code: 'SUCCESS', token_type: 'Bearer', expires_in: 600 })
  t.equal(headers['cache-control'], 'no-store')

  wallet.time.now += 599_000
  t.match(await wallet.look('/v1/balance'), { status: 200 })
  wallet.time.now += 1_000
  const expired = await wallet.look('/v1/balance')
  t.match(expired, { status: 401, json: { code: 'TOKEN_EXPIRED' } })
  t.match(expired.headers, { 'www-authenticate': /invalid_token/ })
})

void t.test('no token and a made-up token open nothing', async (t) => {
  const wallet = await openWallet(t)
  const headers = { authorization: `Bearer ${wallet.time.now + 1e6}.made.up` }
  t.match(await wallet.send('GET', '/v1/balance'), { status: 401, json: { code: 'TOKEN_EXPIRED' } })
  t.match(await wallet.send('GET', '/v1/balance', { headers }), {
    status: 401,
    json: { code: 'TOKEN_EXPIRED' },
  })
})

void t.test('the token endpoint refuses strangers and other grants as OAuth2 says', async (t) => {
  const { sandbox } = await openWallet(t)
  const ask = async (secret: string, grant: string) => {
    const { statusCode, body } = await request(`${sandbox.url}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`status-probe:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `grant_type=${grant}`,
    })
    return { statusCode, json: await body.json() }
  }
  t.match(await ask('wrong', 'client_credentials'), { statusCode: 401, json: { error: 'invalid_client' } })
  t.match(await ask('sandbox-secret', 'password'), {
    statusCode: 400,
    json: { error: 'unsupported_grant_type' },
  })
})

void t.test('what nobody answers and what nobody can read is said so in JSON', async (t) => {
  const wallet = await openWallet(t)
  t.match(await wallet.look('/v1/nothing'), { status: 404, json: { code: 'INVALID_PARAMETER' } })
  const { statusCode, body } = await request(`${wallet.sandbox.url}/v1/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"amount":',
  })
  t.equal(statusCode, 400)
  t.match(await body.json(), { code: 'INVALID_PARAMETER' })
  t.match(await wallet.act('/v1/freezes', undefined, { 'content-type': 'application/json' }), { status: 200 })
  t.match((await wallet.send('GET', '/')).json, {
    endpoints: [{ name: 'token', request: 'POST /oauth/token' }],
  })
})

void t.test('the hotline queue is short at night, long after opening, and grows in trouble', async (t) => {
  const wallet = await openWallet(t)
  const waitAt = async (hour: number) => {
    wallet.time.now = Date.UTC(2026, 2, 2, hour - 8)
    const login = await wallet.login()
    const headers = { authorization: `Bearer ${String(login.json['access_token'])}` }
    return Number((await wallet.send('GET', '/v1/hotline', { headers })).json['wait_seconds'])
  }
  const night = await waitAt(3)
  const morning = await waitAt(9)
  t.ok(night < morning, `${night} s at night, ${morning} s in the morning`)
  await wallet.break({ endpoint: 'topup' })
  t.ok((await waitAt(9)) > 3 * morning)
})
