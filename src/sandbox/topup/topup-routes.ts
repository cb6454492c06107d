import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { CHANNELS } from './channels.ts'
import { refuse, succeed, type Answer } from '../codes.ts'
import type { SandboxDeps } from '../deps.ts'
import { takesIn, TOPUP_ENDPOINTS } from '../endpoints.ts'
import { aimOf, gate, type Aim } from '../faults/gate.ts'
import { toAmount } from './money.ts'
import { orderFields } from './order-answer.ts'
import { ORDER_STATES, type Order, type OrderRequest, type OrderState } from './orders.ts'
import { progress } from './progress.ts'
import { readOrder, readQuote } from './topup-input.ts'
import { bearsSignature, isSignedRequest, signAnswers } from './topup-signing.ts'

/** Most orders in one list. */
const LIST_LENGTH = 100

const ByNumber = Type.Object({ out_trade_no: Type.String() })
const ListQuery = Type.Object({
  state: Type.Enum(['open', ...ORDER_STATES]),
  prefix: Type.Optional(Type.String()),
})

const byQuery: Aim = ({ query }) => aimOf(query)
const byBody: Aim = ({ body }) => aimOf(body)
const byNothing: Aim = () => ({})

interface TopupRoute {
  readonly endpoint: (typeof TOPUP_ENDPOINTS)[keyof typeof TOPUP_ENDPOINTS]
  readonly aim: Aim
  readonly answer: (request: FastifyRequest) => Answer
}

/** Top-ups: quote, order, look, cancel, refund. Every answer is signed. */
export function addTopupRoutes(app: FastifyInstance, deps: SandboxDeps): void {
  const { quote, create, list, query, cancel, refund } = TOPUP_ENDPOINTS
  const byOrder: Aim = (request) => aimOf(orderOf(request, deps))
  const routes: readonly TopupRoute[] = [
    { endpoint: quote, aim: byQuery, answer: ({ query: asked }) => quoteFor(asked) },
    { endpoint: create, aim: byBody, answer: (request) => placeOrder(request, deps) },
    { endpoint: list, aim: byNothing, answer: ({ query: asked }) => listOrders(asked, deps) },
    { endpoint: query, aim: byOrder, answer: (request) => forOrder(request, deps, showOrder) },
    { endpoint: cancel, aim: byOrder, answer: (request) => forOrder(request, deps, cancelOrder) },
    { endpoint: refund, aim: byOrder, answer: (request) => forOrder(request, deps, refundOrder) },
  ]
  for (const { endpoint, aim, answer } of routes) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      preValidation: gate({ endpoint, deps, aim }),
      preSerialization: signAnswers({ name: endpoint.name, faults: deps.faults, aim }),
      handler: (request) => {
        // Only orders must be signed; whoever signs more must still sign it right.
        const mustSign = endpoint === create || bearsSignature(request)
        if (mustSign && !isSignedRequest(request)) return refuse('INVALID_SIGN')
        progress(deps)
        return answer(request)
      },
    })
  }
}

function quoteFor(query: unknown): Answer {
  const read = readQuote(query)
  if ('refusal' in read) return read.refusal
  const { channel, bank } = read.value
  const { feeFen, minFen, maxFen, dailyFen } = CHANNELS[channel]
  return succeed({
    channel,
    ...(bank === undefined ? {} : { bank }),
    available: true,
    fee: toAmount(feeFen),
    min: toAmount(minFen),
    max: toAmount(maxFen),
    daily_limit: toAmount(dailyFen),
  })
}

function placeOrder(request: FastifyRequest, { orders, faults, clock, credit, random }: SandboxDeps): Answer {
  const read = readOrder(request.body)
  if ('refusal' in read) return read.refusal
  const heldBy = holdersOf(read.value, faults)
  const key = request.headers['idempotency-key']
  const placed = orders.place({
    request: read.value,
    ...(typeof key === 'string' ? { idempotencyKey: key } : {}),
    creditMs: credit.meanMs + (2 * random() - 1) * credit.spreadMs,
    heldBy,
    now: clock(),
  })
  return 'conflict' in placed
    ? refuse('INVALID_PARAMETER', placed.conflict)
    : succeed(orderFields(placed.order))
}

/** The faults that keep such an order pending, whether someone broke its creation or its query; each is rolled once. */
function holdersOf({ channel, bank }: OrderRequest, faults: SandboxDeps['faults']): readonly string[] {
  const [create, query] = [TOPUP_ENDPOINTS.create.name, TOPUP_ENDPOINTS.query.name]
  const atCreate = faults.strike({ endpoint: create, channel, bank }, ['pending'])
  const atQuery = faults.strike({ endpoint: query, channel, bank }, ['pending'])
  return [...atCreate, ...atQuery.filter(({ endpoint }) => !takesIn(endpoint, create))].map(({ id }) => id)
}

function listOrders(query: unknown, { orders }: SandboxDeps): Answer {
  if (!Value.Check(ListQuery, query)) {
    return refuse('INVALID_PARAMETER', `state must be one of: open, ${ORDER_STATES.join(', ')}.`)
  }
  const states: readonly OrderState[] =
    query.state === 'open' ? ['CREATED', 'PENDING'] : ORDER_STATES.filter((state) => state === query.state)
  const found = orders.list({ prefix: query.prefix ?? '', states })
  return succeed({ total: found.length, items: found.slice(0, LIST_LENGTH).map(orderFields) })
}

type OrderVerb = (order: Order, orders: SandboxDeps['orders']) => Answer

const showOrder: OrderVerb = (order) => succeed(orderFields(order))

/** Cancelling twice is cancelling once. */
const cancelOrder: OrderVerb = (order, orders) => {
  if (order.state === 'CANCELLED') return succeed(orderFields(order))
  if (order.state === 'CREATED' || order.state === 'PENDING') {
    return succeed(orderFields(orders.close(order, 'CANCELLED')))
  }
  return { ...refuse('INVALID_PARAMETER', 'Already credited; ask for a refund.'), state: order.state }
}

/** Refunding twice is refunding once. */
const refundOrder: OrderVerb = (order, orders) => {
  if (order.state === 'REFUNDED') return succeed(orderFields(order))
  if (order.state === 'SUCCESS') return succeed(orderFields(orders.close(order, 'REFUNDED')))
  return { ...refuse('INVALID_PARAMETER', 'Nothing to refund: not credited.'), state: order.state }
}

function forOrder(request: FastifyRequest, deps: SandboxDeps, verb: OrderVerb): Answer {
  const order = orderOf(request, deps)
  return order === undefined ? refuse('ORDER_NOT_FOUND') : verb(order, deps.orders)
}

function orderOf({ params }: FastifyRequest, { orders }: SandboxDeps): Order | undefined {
  return Value.Check(ByNumber, params) ? orders.find(params.out_trade_no) : undefined
}
