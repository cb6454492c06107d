import type { Code } from './codes.ts'

/** One request that the pretend wallet answers. `name` is the word faults know it by; two requests may share one. */
interface Endpoint {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** What it says when a `decline` fault strikes it. */
  readonly declines: Exclude<Code, 'SUCCESS'>
  /**
   * What a `pending` fault does: `answer` says PROCESSING, `order` keeps orders from being credited, and `nothing`
   * has nothing to wait for.
   */
  readonly pending: 'answer' | 'order' | 'nothing'
}

const money = { declines: 'BALANCE_NOT_ENOUGH', pending: 'answer' } as const
const account = { declines: 'RISK_REJECTED', pending: 'answer' } as const
const topup = { declines: 'LIMIT_EXCEEDED', pending: 'nothing' } as const
const order = { declines: 'LIMIT_EXCEEDED', pending: 'order' } as const

/** Plain requests: no state behind them, answered by answers.ts. */
export const PLAIN_ENDPOINTS = [
  { name: 'sign_in', method: 'POST', path: '/v1/sign-ins', ...account },
  { name: 'otp', method: 'POST', path: '/v1/otps', ...account },
  { name: 'password', method: 'POST', path: '/v1/password-changes', ...account },
  { name: 'kyc', method: 'POST', path: '/v1/identity-checks', ...account },
  { name: 'freeze', method: 'POST', path: '/v1/freezes', ...account },
  { name: 'unfreeze', method: 'POST', path: '/v1/unfreezes', ...account },
  { name: 'payment_code', method: 'POST', path: '/v1/payment-codes', ...account },
  { name: 'payment', method: 'POST', path: '/v1/payments', ...money },
  { name: 'auto_debit', method: 'POST', path: '/v1/auto-debits', ...money },
  { name: 'balance', method: 'GET', path: '/v1/balance', ...account },
  { name: 'bills', method: 'GET', path: '/v1/bills', ...account },
  { name: 'transfer', method: 'POST', path: '/v1/transfers', ...money },
  { name: 'receive', method: 'GET', path: '/v1/receive-code', ...account },
  { name: 'withdraw', method: 'POST', path: '/v1/withdrawals', ...money },
  { name: 'push', method: 'POST', path: '/v1/pushes', ...account },
  { name: 'sms', method: 'POST', path: '/v1/sms', ...account },
  { name: 'email', method: 'POST', path: '/v1/emails', ...account },
  { name: 'hotline', method: 'GET', path: '/v1/hotline', ...account },
  { name: 'chat', method: 'GET', path: '/v1/chat', ...account },
  { name: 'merchant_api', method: 'GET', path: '/v1/merchant/ping', ...account },
  { name: 'merchant_webhook', method: 'POST', path: '/v1/merchant/notify-test', ...account },
  { name: 'settlement', method: 'GET', path: '/v1/settlement', ...account },
  { name: 'clearing', method: 'GET', path: '/v1/clearing', ...account },
] as const satisfies readonly Endpoint[]

export const TOKEN_ENDPOINT = {
  name: 'token',
  method: 'POST',
  path: '/oauth/token',
  declines: 'RISK_REJECTED',
  pending: 'nothing',
} as const satisfies Endpoint

/** Top-up requests: they carry a channel and a bank, and their answers are signed. */
export const TOPUP_ENDPOINTS = {
  quote: { name: 'topup.quote', method: 'GET', path: '/v1/topups/quote', ...topup },
  create: { name: 'topup.create', method: 'POST', path: '/v1/topups', ...order },
  list: { name: 'topup.query', method: 'GET', path: '/v1/topups', ...order },
  query: { name: 'topup.query', method: 'GET', path: '/v1/topups/:out_trade_no', ...order },
  cancel: { name: 'topup.cancel', method: 'POST', path: '/v1/topups/:out_trade_no/cancel', ...topup },
  refund: { name: 'topup.refund', method: 'POST', path: '/v1/topups/:out_trade_no/refund', ...topup },
} as const satisfies Record<string, Endpoint>

export type AnyEndpoint =
  | (typeof PLAIN_ENDPOINTS)[number]
  | typeof TOKEN_ENDPOINT
  | (typeof TOPUP_ENDPOINTS)[keyof typeof TOPUP_ENDPOINTS]

/** Every request there is, for the list at `/`. */
export const ALL_ENDPOINTS: readonly AnyEndpoint[] = [
  TOKEN_ENDPOINT,
  ...PLAIN_ENDPOINTS,
  ...Object.values(TOPUP_ENDPOINTS),
]

/** What the neighbour is called in a fault: the second listener, which canaries look at. */
export const NETWORK = 'network'

/** What a fault may name: everything, a family, one endpoint, or the neighbour. `*` leaves the neighbour alone. */
export const FAULT_TARGETS: readonly string[] = [
  ...new Set(['*', 'topup', ...ALL_ENDPOINTS.map(({ name }) => name), NETWORK]),
]

/** Whether a fault's target takes in this endpoint: by name, by the part before a dot, or by `*`. */
export function takesIn(target: string, endpointName: string): boolean {
  if (target === '*') return endpointName !== NETWORK
  return target === endpointName || endpointName.startsWith(`${target}.`)
}
