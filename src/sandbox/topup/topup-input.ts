import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'

import { isLoopbackUrl } from './callbacks.ts'
import { CHANNELS, isBank, isChannel } from './channels.ts'
import { refuse, type Answer } from '../codes.ts'
import { AMOUNT_PATTERN, toFen } from './money.ts'
import type { OrderRequest } from './orders.ts'

const amount = Type.String({ pattern: AMOUNT_PATTERN })

const QuoteQuery = Type.Object({
  channel: Type.String(),
  bank: Type.Optional(Type.String()),
  amount: Type.Optional(amount),
})

const CreateBody = Type.Object({
  out_trade_no: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
  channel: Type.String(),
  bank: Type.Optional(Type.String()),
  amount,
  currency: Type.Literal('CNY'),
  notify_url: Type.Optional(Type.String()),
})

/** Either what was asked, in our own words, or the refusal to send. */
type Read<Value> = { readonly value: Value } | { readonly refusal: Answer }

type Quote = Pick<OrderRequest, 'channel' | 'bank'>

export function readQuote(query: unknown): Read<Quote> {
  if (!Value.Check(QuoteQuery, query))
    return { refusal: invalid('A quote needs channel, and amount as 1.00.') }
  return readChannel(query)
}

export function readOrder(body: unknown): Read<OrderRequest> {
  if (!Value.Check(CreateBody, body)) {
    const [first] = Value.Errors(CreateBody, body)
    const where = first?.instancePath.slice(1) ?? ''
    return { refusal: invalid(`${where === '' ? 'The order' : where} ${first?.message ?? 'is malformed'}.`) }
  }
  const channel = readChannel(body)
  if ('refusal' in channel) return channel
  const { notify_url: notifyUrl } = body
  if (notifyUrl !== undefined && !isLoopbackUrl(notifyUrl)) {
    return { refusal: invalid('notify_url must be on this machine, such as http://127.0.0.1:8080/notify.') }
  }
  return {
    value: {
      ...channel.value,
      outTradeNo: body.out_trade_no,
      amount: body.amount,
      ...(notifyUrl === undefined ? {} : { notifyUrl }),
    },
  }
}

function readChannel({ channel, bank: named, amount: text }: Static<typeof QuoteQuery>): Read<Quote> {
  if (!isChannel(channel))
    return { refusal: invalid(`channel must be one of: ${Object.keys(CHANNELS).join(', ')}.`) }
  const { offered, hasBanks, minFen, maxFen } = CHANNELS[channel]
  if (!offered) return { refusal: { ...refuse('CHANNEL_NOT_OFFERED'), available: false } }
  // An empty value is no value, as in the signature.
  const bank = named === '' ? undefined : named
  if (bank !== undefined && (!hasBanks || !isBank(bank))) {
    return { refusal: invalid(`Channel ${channel} knows no bank "${bank}".`) }
  }
  const fen = text === undefined ? minFen : toFen(text)
  if (fen < minFen || fen > maxFen) return { refusal: refuse('LIMIT_EXCEEDED') }
  return { value: bank === undefined || !isBank(bank) ? { channel } : { channel, bank } }
}

function invalid(message: string): Answer {
  return refuse('INVALID_PARAMETER', message)
}
