import { CHANNELS } from './channels.ts'
import { toAmount } from './money.ts'
import type { Order } from './orders.ts'

/** An order as callers see it. */
export function orderFields(order: Order): Readonly<Record<string, unknown>> {
  return {
    order_no: order.orderNo,
    out_trade_no: order.outTradeNo,
    state: order.state,
    channel: order.channel,
    ...(order.bank === undefined ? {} : { bank: order.bank }),
    amount: order.amount,
    fee: toAmount(CHANNELS[order.channel].feeFen),
    currency: 'CNY',
    created_at: order.createdAt,
    ...(order.creditedAt === undefined ? {} : { credited_at: order.creditedAt }),
  }
}
