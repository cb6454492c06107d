import { randomInt } from 'node:crypto'

import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'

import { refuse, succeed, type Answer } from './codes.ts'
import type { PLAIN_ENDPOINTS } from './endpoints.ts'
import { queueAt } from './hotline.ts'
import { AMOUNT_PATTERN, toFen } from './topup/money.ts'

const BALANCE = '123.45'
const LARGEST_PAYMENT_FEN = 50_000_00
const HOUR_MS = 3_600_000

const amount = Type.String({ pattern: AMOUNT_PATTERN, description: 'Yuan with two decimals, such as 1.00.' })
const source = Type.Union([Type.Literal('balance'), Type.Literal('card')])

/** What plain requests may carry; anything further is let through, as gateways do. */
export const PlainBody = Type.Object({
  amount: Type.Optional(amount),
  source: Type.Optional(source),
  dry_run: Type.Optional(Type.Boolean()),
})
export const PaymentBody = Type.Object({ ...PlainBody.properties, amount, source }) satisfies TSchema

interface Moment {
  readonly body: Static<typeof PlainBody>
  readonly now: number
  /** Whether any fault is in force. */
  readonly troubled: boolean
}

type PlainName = (typeof PLAIN_ENDPOINTS)[number]['name']

/** What each plain endpoint says when nothing is wrong. */
export const ANSWERS = {
  sign_in: rehearse,
  otp: rehearse,
  password: rehearse,
  kyc: rehearse,
  freeze: rehearse,
  unfreeze: rehearse,
  push: rehearse,
  sms: rehearse,
  email: rehearse,
  payment_code: ({ now }) => succeed({ payment_code: code('28'), expires_at: now + 60_000 }),
  payment: pay,
  auto_debit: pay,
  transfer: pay,
  withdraw: pay,
  balance: () => succeed({ balance: BALANCE, currency: 'CNY' }),
  bills: ({ now }) => succeed({ items: billsAt(now) }),
  receive: () => succeed({ receive_code: code('38') }),
  hotline: ({ now, troubled }) => succeed({ ...queueAt(now, troubled) }),
  chat: ({ now, troubled }) =>
    succeed({ online: true, waiting: Math.ceil(queueAt(now, troubled).waiting / 3) }),
  merchant_api: ({ now }) => succeed({ pong: true, server_time: now }),
  merchant_webhook: () => succeed({ delivered: true }),
  settlement: ({ now }) => succeed({ state: 'SETTLED', settled_at: now - (now % (24 * HOUR_MS)) }),
  clearing: () => succeed({ state: 'OPEN' }),
} as const satisfies Record<PlainName, (moment: Moment) => Answer>

function rehearse({ body, now }: Moment): Answer {
  return succeed({ dry_run: body.dry_run ?? false, accepted_at: now })
}

function pay({ body, now }: Moment): Answer {
  const fen = toFen(body.amount ?? '0.01')
  if (fen > LARGEST_PAYMENT_FEN) return refuse('LIMIT_EXCEEDED')
  if (body.source !== 'card' && fen > toFen(BALANCE)) return refuse('BALANCE_NOT_ENOUGH')
  return succeed({ trade_no: code('20'), amount: body.amount ?? '0.01', paid_at: now })
}

function billsAt(now: number): readonly object[] {
  return [
    { at: now - 3 * HOUR_MS, title: 'Canteen lunch', amount: '-18.00' },
    { at: now - 9 * HOUR_MS, title: 'Metro', amount: '-4.00' },
    { at: now - 26 * HOUR_MS, title: 'Top-up by debit card', amount: '100.00' },
  ]
}

/** An 18-digit code as it would stand under a bar code. */
function code(prefix: string): string {
  return prefix + Array.from({ length: 16 }, () => randomInt(10)).join('')
}
