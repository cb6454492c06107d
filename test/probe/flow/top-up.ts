import type { Static } from 'typebox'

import type { flowOptions } from '../../../src/probe/flow/options.ts'

type Written = Static<typeof flowOptions>

/** What a test wants otherwise than usual. */
export interface Changes {
  readonly quote?: Partial<Written['steps'][number]>
  readonly create?: Partial<Written['steps'][number]>
  readonly credit?: Partial<Written['steps'][number]>
  readonly poll?: Partial<NonNullable<Written['steps'][number]['poll']>>
  readonly flow?: Partial<Written>
  readonly cleanUp?: Partial<NonNullable<Written['cleanUp']>>
}

const byNumber = { url: '/v1/topups/{{order_no}}', sign: 'query', timeout: '300ms' } as const
const keyed = { 'Idempotency-Key': '{{idempotency_key}}' }

/** A debit-card top-up as a configuration writes it, with waits short enough for tests. */
export function topUp(base: string, changes: Changes = {}): Written {
  return {
    base,
    auth: {
      oauth2: { tokenUrl: `${base}/oauth/token`, clientId: 'status-probe', clientSecret: 'sandbox-secret' },
    },
    sign: { kind: 'sorted_hmac_sha256', key: 'sandbox-sign-key' },
    code: {
      path: '$.code',
      success: ['SUCCESS'],
      pending: ['PROCESSING'],
      decline: ['LIMIT_EXCEEDED', 'RISK_REJECTED'],
      throttled: ['FREQUENCY_LIMITED'],
      maintenance: ['SERVICE_MAINTENANCE'],
      fault: ['INVALID_SIGN', 'TOKEN_EXPIRED', 'INVALID_PARAMETER'],
    },
    variables: { amount: '1.00' },
    steps: steps(changes),
    cleanUp: { ...cleanUp, ...changes.cleanUp },
    ...changes.flow,
  }
}

function steps(changes: Changes): Written['steps'] {
  return [
    {
      name: 'quote',
      url: '/v1/topups/quote?channel=debit_card',
      query: { bank: 'harbour', amount: '{{amount}}' },
      sign: 'query',
      expect: { json: [{ path: '$.available', equals: true }] },
      ...changes.quote,
    },
    {
      name: 'create',
      method: 'POST',
      url: '/v1/topups',
      headers: keyed,
      json: {
        out_trade_no: '{{order_no}}',
        channel: 'debit_card',
        bank: 'harbour',
        amount: '{{amount}}',
        currency: 'CNY',
      },
      sign: 'body',
      creates: true,
      echo: [{ path: '$.amount', equals: '{{amount}}' }],
      extract: { wallet_no: { path: '$.order_no' } },
      timeout: '300ms',
      onUnclear: {
        query: {
          ...byNumber,
          name: 'look for it',
          alsoFine: ['ORDER_NOT_FOUND'],
          extract: { state: { path: '$.state', else: 'NONE' } },
        },
      },
      ...changes.create,
    },
    {
      ...byNumber,
      name: 'credit',
      poll: {
        until: { path: '$.state', equals: 'SUCCESS' },
        pending: ['CREATED', 'PENDING'],
        every: ['50ms'],
        deadline: '5s',
        ...changes.poll,
      },
      ...changes.credit,
    },
  ]
}

const cleanUp: NonNullable<Written['cleanUp']> = {
  within: '3s',
  until: { variable: 'state', in: ['CANCELLED', 'REFUNDED', 'NONE'] },
  steps: [
    {
      ...byNumber,
      name: 'state',
      alsoFine: ['ORDER_NOT_FOUND'],
      extract: { state: { path: '$.state', else: 'NONE' } },
    },
    {
      name: 'cancel',
      when: { variable: 'state', in: ['CREATED', 'PENDING'] },
      method: 'POST',
      url: '/v1/topups/{{order_no}}/cancel',
      sign: 'body',
      extract: { state: { path: '$.state' } },
    },
    {
      name: 'refund',
      when: { variable: 'state', in: ['SUCCESS'] },
      method: 'POST',
      url: '/v1/topups/{{order_no}}/refund',
      sign: 'body',
      extract: { state: { path: '$.state' } },
    },
  ],
}

/** Finds what was left behind, credited or not. */
export const sweep: NonNullable<Written['sweep']> = {
  every: 3,
  olderThan: '10m',
  find: [
    {
      name: 'open',
      url: '/v1/topups',
      query: { state: 'open', prefix: '{{order_prefix}}' },
      orders: '$.items[*].out_trade_no',
    },
    {
      name: 'credited',
      url: '/v1/topups',
      query: { state: 'SUCCESS', prefix: '{{order_prefix}}' },
      orders: '$.items[*].out_trade_no',
    },
  ],
}
