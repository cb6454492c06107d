import { LRUCache } from 'lru-cache'

import type { Bank, ChannelName } from './channels.ts'

/** Orders beyond this number push out the ones longest untouched. */
const MOST_ORDERS = 10_000
/** An order leaves CREATED after this share of its time-to-credit. */
const CREATED_SHARE = 0.2

export const ORDER_STATES = ['CREATED', 'PENDING', 'SUCCESS', 'CANCELLED', 'REFUNDED'] as const

/** CREATED → PENDING → SUCCESS → REFUNDED; from CREATED or PENDING also → CANCELLED. */
export type OrderState = (typeof ORDER_STATES)[number]

export interface Order extends OrderRequest {
  readonly orderNo: string
  readonly state: OrderState
  readonly createdAt: number
  /** When the money arrived, epoch ms. */
  readonly creditedAt?: number
}

/** What a caller asks for; two requests that agree on all of it are the same request. */
export interface OrderRequest {
  readonly outTradeNo: string
  readonly channel: ChannelName
  readonly bank?: Bank
  /** Yuan with two decimals. */
  readonly amount: string
  readonly notifyUrl?: string
}

interface Placing {
  readonly request: OrderRequest
  readonly idempotencyKey?: string
  /** From creation to credit, ms. */
  readonly creditMs: number
  /** Faults that keep this order pending until all of them have healed. */
  readonly heldBy: readonly string[]
  readonly now: number
}

/** `conflict` is a sentence saying which earlier request this one contradicts. */
type Placed = { readonly order: Order } | { readonly conflict: string }

export interface OrderBook {
  /** Opens an order once: a repeated key or number answers with the order that is there. */
  place(placing: Placing): Placed
  find(outTradeNo: string): Order | undefined
  /** Orders whose number begins with the prefix and whose state is among these, oldest first. */
  list(wanted: { readonly prefix: string; readonly states: readonly OrderState[] }): readonly Order[]
  /** Moves open orders on to where they belong by now; answers with the ones just credited. */
  advance(now: number, inForce: (faultId: string) => boolean): readonly Order[]
  /** Puts a settled order into its last state; the caller has checked that it may. */
  close(order: Order, state: 'CANCELLED' | 'REFUNDED'): Order
}

interface Course {
  readonly pendingAt: number
  readonly creditAt: number
  readonly heldBy: readonly string[]
}

export function createOrderBook(): OrderBook {
  const courses = new Map<string, Course>()
  const orders = new LRUCache<string, Order>({
    max: MOST_ORDERS,
    dispose: (_order, outTradeNo, reason) => {
      if (reason !== 'set') courses.delete(outTradeNo)
    },
  })
  const keys = new LRUCache<string, OrderRequest>({ max: MOST_ORDERS })
  let opened = 0

  const place: OrderBook['place'] = ({ request, idempotencyKey, creditMs, heldBy, now }) => {
    const underKey = idempotencyKey === undefined ? undefined : keys.get(idempotencyKey)
    if (underKey !== undefined && !sameRequest(underKey, request)) {
      return { conflict: `Idempotency-Key "${idempotencyKey}" was used for a different order.` }
    }
    const existing = orders.get(request.outTradeNo)
    if (existing !== undefined && !sameRequest(existing, request)) {
      return { conflict: `out_trade_no "${request.outTradeNo}" belongs to a different order.` }
    }
    if (idempotencyKey !== undefined) keys.set(idempotencyKey, request)
    if (existing !== undefined) return { order: existing }

    opened += 1
    const order: Order = { ...request, orderNo: orderNoAt(now, opened), state: 'CREATED', createdAt: now }
    orders.set(order.outTradeNo, order)
    courses.set(order.outTradeNo, {
      pendingAt: now + creditMs * CREATED_SHARE,
      creditAt: now + creditMs,
      heldBy,
    })
    return { order }
  }

  const advance: OrderBook['advance'] = (now, inForce) => {
    const credited: Order[] = []
    for (const [outTradeNo, course] of courses) {
      const order = orders.peek(outTradeNo)
      if (order === undefined || now < course.pendingAt) continue
      if (now < course.creditAt || course.heldBy.some(inForce)) {
        if (order.state === 'CREATED') orders.set(outTradeNo, { ...order, state: 'PENDING' })
        continue
      }
      const done: Order = { ...order, state: 'SUCCESS', creditedAt: now }
      orders.set(outTradeNo, done)
      courses.delete(outTradeNo)
      credited.push(done)
    }
    return credited
  }

  return {
    place,
    advance,
    find: (outTradeNo) => orders.get(outTradeNo),
    list: ({ prefix, states }) =>
      [...orders.values()]
        .filter((order) => order.outTradeNo.startsWith(prefix) && states.includes(order.state))
        .toSorted((a, b) => (a.orderNo < b.orderNo ? -1 : 1)),
    close(order, state) {
      const closed: Order = { ...order, state }
      orders.set(order.outTradeNo, closed)
      courses.delete(order.outTradeNo)
      return closed
    },
  }
}

function sameRequest(a: OrderRequest, b: OrderRequest): boolean {
  const same = (key: keyof OrderRequest): boolean => a[key] === b[key]
  return (['outTradeNo', 'channel', 'bank', 'amount', 'notifyUrl'] as const).every(same)
}

/** Sorts by time, then by the order in which they were opened. */
function orderNoAt(now: number, counter: number): string {
  return `${now}${String(counter).padStart(7, '0')}`
}
