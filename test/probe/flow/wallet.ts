import type { Test } from 'tap'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'

import { systemClock } from '../../../src/lib/clock.ts'
import { createCredentials } from '../../../src/probe/auth/credentials.ts'
import type { Finding } from '../../../src/probe/finding.ts'
import { createFlow } from '../../../src/probe/flow.ts'
import { flowOptions } from '../../../src/probe/flow/options.ts'
import { orderNumber } from '../../../src/probe/flow/order-number.ts'
import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { topUp, type Changes } from './top-up.ts'

const Orders = Type.Object({
  items: Type.Array(Type.Object({ out_trade_no: Type.String(), state: Type.String() })),
})
const Token = Type.Object({ access_token: Type.String() })
const STATES = ['CREATED', 'PENDING', 'SUCCESS', 'CANCELLED', 'REFUNDED']

interface Looking {
  readonly startedAt?: number
  /** How long the steps may take, ms. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface TestWallet {
  readonly sandbox: Sandbox
  readonly hidden: readonly string[]
  /** A flow as a process has it after a start; its looks remember when they last swept. */
  start(changes?: Changes): (looking?: Looking) => Promise<Finding>
  /** Every order the wallet has, whatever its state: number and state, oldest first. */
  orders(): Promise<Static<typeof Orders>['items']>
  /** Opens an order that no probe made. */
  request(path: string, init?: RequestInit): Promise<unknown>
}

export const PROBE_ID = 'debit-card-top-up'

/** The number of the order that a look began at this moment makes. */
export function orderOf(startedAt: number): string {
  return orderNumber(PROBE_ID, startedAt)
}

/** A pretend wallet that credits after `creditMs`, and looks at it. */
export async function startWallet(t: Test, creditMs = 100): Promise<TestWallet> {
  const sandbox = await startSandbox({
    port: 0,
    clock: systemClock,
    credit: { meanMs: creditMs, spreadMs: 0 },
  })
  t.teardown(() => sandbox.close())
  const hidden: string[] = []
  const credentials = createCredentials({ clock: systemClock })

  async function request(path: string, init: RequestInit = {}): Promise<unknown> {
    const token = await fetch(`${sandbox.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('status-probe:sandbox-secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token: bearer } = Value.Parse(Token, await token.json())
    const headers = { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${bearer}` }
    return (await fetch(`${sandbox.url}${path}`, { ...init, headers })).json()
  }

  return {
    sandbox,
    hidden,
    request,
    start(changes) {
      const flow = createFlow()
      const options = Value.Decode(flowOptions, topUp(sandbox.url, changes))
      return async ({ startedAt = systemClock(), timeoutMs = 20_000, signal } = {}) => {
        const deadline = signal ?? AbortSignal.timeout(timeoutMs)
        return flow.look(options, {
          probeId: PROBE_ID,
          signal: deadline,
          startedAt,
          clock: systemClock,
          runningSince: startedAt,
          lastBeat: async () => undefined,
          credentials,
          hide: (secret) => hidden.push(secret),
        })
      }
    },
    async orders() {
      const lists = await Promise.all(STATES.map((state) => request(`/v1/topups?state=${state}`)))
      return lists
        .flatMap((list) => Value.Parse(Orders, list).items)
        .map(({ out_trade_no, state }) => ({ out_trade_no, state }))
    },
  }
}
