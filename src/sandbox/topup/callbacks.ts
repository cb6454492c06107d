import { BlockList, isIP } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

import pLimit from 'p-limit'
import { Agent, request } from 'undici'

import { newId } from '../../lib/id.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { SIGN_KEY } from '../credentials.ts'
import { FAULT_KINDS, type FaultKind } from '../faults/fault.ts'
import type { FaultBook } from '../faults/faults.ts'
import type { Order } from './orders.ts'
import { signatureOf } from './signing.ts'

/** Waits before each attempt, ms; callbacks get lost, so whoever needs to know also asks. */
const ATTEMPT_AFTER_MS = [0, 250, 1_000, 3_000] as const
const ATTEMPT_TIMEOUT_MS = 2_000
/** Faults that a callback survives, late or badly signed; any other loses it. */
const HARMLESS: readonly FaultKind[] = ['latency', 'pending', 'bad_signature']
const MOST_AT_ONCE = 8
/** Callbacks beyond this number are dropped rather than kept without bound. */
const MOST_WAITING = 1_000

/** Tells callers' `notify_url` what became of their orders. */
export interface Callbacks {
  /** Posts the order's state, signed; tries again a few times unless it is taken with a 2xx. Returns at once. */
  notify(order: Order): void
  /** Gives up what is under way. */
  close(): Promise<void>
}

interface Deps {
  readonly clock: Clock
  readonly faults: FaultBook
  readonly log?: Log | undefined
  readonly stopping: AbortSignal
}

export function createCallbacks({ clock, faults, log, stopping }: Deps): Callbacks {
  const agent = new Agent()
  const limit = pLimit(MOST_AT_ONCE)

  const attempt = async (url: string, body: string): Promise<boolean> => {
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: agent,
        reset: true,
        signal: AbortSignal.any([stopping, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      })
      await answer.body.dump()
      return answer.statusCode >= 200 && answer.statusCode < 300
    } catch {
      // Any failure to deliver means the same: try again, then let it be lost.
      return false
    }
  }

  const deliver = async (url: string, order: Order): Promise<void> => {
    const { channel, bank } = order
    const struck = faults.strike({ endpoint: 'merchant_webhook', channel, bank }, FAULT_KINDS)
    if (struck.some(({ kind }) => !HARMLESS.includes(kind))) return
    const notice = noticeOf(order, clock())
    const forged = struck.some(({ kind }) => kind === 'bad_signature')
    const sign = signatureOf(notice, forged ? `not ${SIGN_KEY}` : SIGN_KEY)
    const body = JSON.stringify({ ...notice, sign })
    await wait(
      struck.reduce((sum, { ms }) => sum + ms, 0),
      undefined,
      { signal: stopping },
    )
    for (const afterMs of ATTEMPT_AFTER_MS) {
      await wait(afterMs, undefined, { signal: stopping })
      if (await attempt(url, body)) return
    }
    log?.warn({ orderNo: order.orderNo }, 'sandbox callback was not taken')
  }

  return {
    notify(order) {
      const { notifyUrl } = order
      if (notifyUrl === undefined || limit.pendingCount >= MOST_WAITING) return
      // Rejects only when the sandbox stops in mid-wait.
      limit(() => deliver(notifyUrl, order)).catch(() => undefined)
    },
    async close() {
      limit.clearQueue()
      await agent.destroy()
    },
  }
}

/** Whether a callback may go there: only to this machine, since the pretend wallet must never call out. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost') return true
  const loopback = new BlockList()
  loopback.addSubnet('127.0.0.0', 8, 'ipv4')
  loopback.addAddress('::1', 'ipv6')
  const family = isIP(host)
  return family !== 0 && loopback.check(host, family === 4 ? 'ipv4' : 'ipv6')
}

function noticeOf(order: Order, now: number): Readonly<Record<string, unknown>> {
  return {
    notify_id: newId(),
    notified_at: now,
    order_no: order.orderNo,
    out_trade_no: order.outTradeNo,
    state: order.state,
    amount: order.amount,
  }
}
