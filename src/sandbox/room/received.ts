import type { IncomingHttpHeaders } from 'node:http'

import { Type } from 'typebox'
import { Value } from 'typebox/value'

/** Something that was posted to the pretend receiver. */
export interface Received {
  /** Epoch ms. */
  readonly at: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What a sender asks to be sent back, to be sure that whoever answers has read it. */
const Challenge = Type.Object({
  type: Type.Literal('subscription.challenge'),
  data: Type.Object({ challenge: Type.String() }),
})

const Typed = Type.Object({ type: Type.String() })

/** Undefined where nothing is asked. */
export function challengeIn({ body }: Received): string | undefined {
  const json = parsed(body)
  return Value.Check(Challenge, json) ? json.data.challenge : undefined
}

interface Header {
  readonly name: string
  readonly value: string
}

/** What a page shows of it. */
interface Shown {
  /** Such as `incident.opened`; empty where it says none. */
  readonly type: string
  /** What a receiver verifies it with. */
  readonly signature: readonly Header[]
  readonly others: readonly Header[]
  /** JSON is laid out in lines; anything else is as it came. */
  readonly body: string
}

export function shown({ headers, body }: Received): Shown {
  const json = parsed(body)
  const all = Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }))
  return {
    type: Value.Check(Typed, json) ? json.type : '',
    signature: all.filter(isSignature),
    others: all.filter((header) => !isSignature(header)),
    body: json === undefined ? body : JSON.stringify(json, null, 2),
  }
}

function isSignature({ name }: Header): boolean {
  return name.startsWith('webhook-')
}

/** Undefined where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
