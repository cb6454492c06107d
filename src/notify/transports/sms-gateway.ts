import type { JSONValue } from 'json-p3'

import { fillMarks, fillText } from '../../lib/marks.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { DeliveryError } from './delivery-error.ts'
import { classifyAnswer, readRetryAfter } from './http-transport.ts'

/** The operators' gateway. In headers and fields `{{to}}`, `{{text}}` and `{{key}}` stand for the letter's. */
export interface SmsGateway {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly format: 'json' | 'form'
  readonly fields: Readonly<Record<string, unknown>>
  /** Of numbers that do not say theirs: ISO 3166-1, two letters. */
  readonly country: string
  readonly perSecond?: number
  /** Where gateways tell in the body what became of it. */
  readonly code?: SmsCode
}

interface SmsCode {
  readonly path: { find(document: JSONValue): readonly JSONValue[] }
  readonly accepted: Codes
  readonly gone?: Codes
  readonly throttled?: Codes
}

type Codes = readonly (string | number)[]

type Values = Readonly<Record<'to' | 'text' | 'key', string>>

/** What the gateway is asked: headers with names in lower case, and the body. */
export function gatewayRequest({ headers, format, fields }: SmsGateway, values: Values) {
  const own = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), fillText(text, values)])
  const filled = Object.entries(fields).map(([name, field]) => [name, fillMarks(field, values)] as const)
  const isForm = format === 'form'
  return {
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      ...Object.fromEntries(own),
    },
    body: isForm ? formOf(filled) : JSON.stringify(Object.fromEntries(filled)),
  }
}

/** Some gateways take a form with JSON in one of its fields. */
function formOf(fields: readonly (readonly [string, unknown])[]): string {
  const form = new URLSearchParams()
  for (const [name, field] of fields)
    form.append(name, typeof field === 'string' ? field : JSON.stringify(field))
  return form.toString()
}

/** Said to us, and not about a number: our key, our balance, our way of asking. */
const OURS = new Set([401, 402, 405])
/** Said to us by some and of a number by others: tried again, and no other number waits for it. */
const DOUBTFUL = new Set([403, 404])

/** Returns where the gateway has taken the message, throws DeliveryError otherwise. */
export function judgeGateway(answer: OutboundAnswer, code: SmsCode | undefined, now: number): void {
  if (OURS.has(answer.status))
    throw new DeliveryError('transport_down', `the gateway refuses us: ${answer.status}`)
  if (DOUBTFUL.has(answer.status))
    throw new DeliveryError('transient', `the gateway answered ${answer.status}`)
  classifyAnswer(answer, { now })
  if (code === undefined) return
  const value = valueAt(code, answer.body)
  const is = (listed: Codes = []): boolean => listed.some((known) => String(known) === value)
  if (is(code.accepted)) return
  // The value itself is not told: nobody knows what a gateway may put there.
  if (is(code.gone)) throw new DeliveryError('gone', 'the gateway says that the number takes nothing')
  if (is(code.throttled))
    throw new DeliveryError('rate_limited', 'the gateway says that it was too much', {
      retryAfterMs: readRetryAfter(answer.headers['retry-after'], now),
    })
  throw new DeliveryError('transient', 'the gateway says that it failed')
}

function valueAt({ path }: SmsCode, body: string): string | undefined {
  try {
    const [value] = path.find(JSON.parse(body))
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  } catch {
    return undefined
  }
}
