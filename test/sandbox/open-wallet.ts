import { createHmac } from 'node:crypto'

import type { Test } from 'tap'
import { Agent, request } from 'undici'

import type { UsualTime } from '../../src/sandbox/deps.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly json: Record<string, unknown>
}

interface Settings {
  readonly random?: () => number
  readonly credit?: UsualTime
}

/** A sandbox of one's own whose time the test owns, with a caller that already has a token. */
export async function openWallet(t: Test, settings: Settings = {}) {
  const time = { now: Date.UTC(2026, 2, 2, 4) }
  const sandbox = await startSandbox({
    port: 0,
    clock: () => time.now,
    random: () => 0.5,
    credit: { meanMs: 1_500, spreadMs: 500 },
    ...settings,
  })
  const dispatcher = new Agent({ pipelining: 0 })
  t.teardown(async () => {
    await dispatcher.destroy()
    await sandbox.close()
  })

  const send = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    { body, headers = {}, signal }: { body?: unknown; headers?: object; signal?: AbortSignal } = {},
  ): Promise<Answer> => {
    const answer = await request(sandbox.url + path, {
      method,
      dispatcher,
      ...(signal === undefined ? {} : { signal }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const json = fieldsOf(await answer.body.json())
    return { status: answer.statusCode, headers: answer.headers, json }
  }
  const login = (): Promise<Answer> => logIn(sandbox.url, dispatcher)
  const { json } = await login()
  const bearer = { authorization: `Bearer ${String(json['access_token'])}` }

  return {
    sandbox,
    time,
    send,
    login,
    /** GET with the token. */
    look: (path: string, signal?: AbortSignal) =>
      send('GET', path, { headers: bearer, ...(signal === undefined ? {} : { signal }) }),
    /** POST with the token. */
    act: (path: string, body: unknown = {}, headers: object = {}) =>
      send('POST', path, { body, headers: { ...bearer, ...headers } }),
    break: (fault: object) => send('POST', '/_faults', { body: fault }),
  }
}

/** The top-level fields of a JSON answer. */
function fieldsOf(json: unknown): Record<string, unknown> {
  if (typeof json !== 'object' || json === null) throw new TypeError('The answer is no JSON object.')
  return { ...json }
}

export type Wallet = Awaited<ReturnType<typeof openWallet>>

async function logIn(url: string, dispatcher: Agent): Promise<Answer> {
  const answer = await request(`${url}/oauth/token`, {
    method: 'POST',
    dispatcher,
    headers: {
      authorization: `Basic ${Buffer.from('status-probe:sandbox-secret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  const json = fieldsOf(await answer.body.json())
  return { status: answer.statusCode, headers: answer.headers, json }
}

/** The signature as a partner would compute it from the interface's description, apart from the product's code. */
export function partnerSignature(fields: Record<string, unknown>): string {
  let text = ''
  for (const name of Object.keys(fields).toSorted()) {
    const value = fields[name]
    if (name === 'sign' || value === '') continue
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
    text += `${text === '' ? '' : '&'}${name}=${String(value)}`
  }
  return createHmac('sha256', 'sandbox-sign-key').update(text, 'utf8').digest('hex').toUpperCase()
}

export function signed(fields: Record<string, unknown>): Record<string, unknown> {
  return { ...fields, sign: partnerSignature(fields) }
}

export const harbourOrder = {
  out_trade_no: 'T1',
  channel: 'debit_card',
  bank: 'harbour',
  amount: '1.00',
  currency: 'CNY',
}

/** Places a signed order; `changes` to the usual one are signed with it. */
export function placeOrder(
  wallet: Wallet,
  changes: Record<string, unknown> = {},
  key = 'key-1',
): Promise<Answer> {
  return wallet.act('/v1/topups', signed({ ...harbourOrder, ...changes }), { 'idempotency-key': key })
}
