import t from 'tap'

import { ask } from './ask.ts'
import { openWallet } from './open-wallet.ts'

const json = { 'content-type': 'application/json' }
const fault = '{"endpoint":"*"}'

void t.test('a web page cannot break or heal the wallet behind its reader', async (t) => {
  const { sandbox } = await openWallet(t)
  const url = `${sandbox.url}/_faults`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const [headers, status] of [
    [form, 415],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/jsonp' }, 415],
    [{}, 415],
    [{ ...json, host: 'rebound.example' }, 403],
    [{ ...json, host: `127.0.0.1.example:${sandbox.port}` }, 403],
    [{ ...json, host: '%' }, 403],
    [{ ...json, origin: 'https://page.example' }, 403],
    [{ ...json, origin: 'null' }, 403],
    [{ ...json, origin: 'http://127.0.0.1:1' }, 403],
  ] as const) {
    const answer = await ask(url, 'POST', headers, fault)
    t.equal(answer.status, status, JSON.stringify(headers))
    t.match(JSON.parse(answer.text), { message: /Faults are|A fault is sent as JSON/ })
  }
  const origin = 'https://page.example'
  for (const method of ['GET', 'DELETE']) t.equal((await ask(url, method, { origin })).status, 403, method)
  t.equal((await ask(`${url}/f1`, 'DELETE', { origin })).status, 403)
  t.strictSame(sandbox.faults.list(), [])
})

void t.test('a person at this machine can, by either of its names', async (t) => {
  const { sandbox } = await openWallet(t)
  const url = `${sandbox.url}/_faults`
  const host = `localhost:${sandbox.port}`
  t.equal((await ask(url, 'POST', { 'content-type': 'application/json; charset=utf-8' }, fault)).status, 201)
  t.equal((await ask(url, 'POST', { ...json, host }, fault)).status, 201)
  t.equal((await ask(url, 'POST', { ...json, origin: sandbox.url }, fault)).status, 201)
  t.equal((await ask(url, 'DELETE', {})).status, 200)
})
