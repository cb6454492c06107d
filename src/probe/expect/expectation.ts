import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { businessCode, readCode } from './business-code.ts'
import { hush } from '../explain/hush.ts'
import type { Exchange } from '../exchange/message.ts'
import { jsonTest, parseJson, testJson } from './json-test.ts'
import { testLatency } from './latency.ts'
import { outcomeOfStatus, statusTest, testStatus } from './status-test.ts'
import { testText, textTest } from './text-test.ts'

/** What an HTTP answer must be like to count as working. */
export const expectation = Type.Object(
  {
    status: Type.Optional(statusTest),
    headers: Type.Optional(
      Type.Record(Type.String(), textTest('What this header must be like.'), {
        description: 'What headers must be like, by name.',
      }),
    ),
    body: Type.Optional(
      Type.Array(textTest('What the whole body must be like.'), {
        description: 'What the body must be like, as text.',
      }),
    ),
    json: Type.Optional(Type.Array(jsonTest, { description: 'What the body must hold, as JSON.' })),
    code: Type.Optional(businessCode),
  },
  { additionalProperties: false, description: 'What the answer must be like; any 2xx unless said.' },
)

export type Expectation = StaticDecode<typeof expectation>

export interface Judgement {
  readonly outcome: Outcome
  /** The status first, then what was found; contents are not asserted on an answer whose status was not wanted. */
  readonly assertions: readonly Assertion[]
  /** One line: what was wanted and seen where something failed, else what came back. Neither masked nor shortened. */
  readonly summary: string
}

type Answer = Pick<Exchange, 'status' | 'headers' | 'body' | 'truncated' | 'stillPacked' | 'latencyMs'>

/**
 * Judges an answer. The status comes first, then the business code, then contents, then the latency budget, ms.
 * A body that our own size cap cut short, or that we cannot unpack, cannot be judged: that is a probe_fault, not an outage. Never throws.
 */
export function judgeExchange(answer: Answer, wanted: Expectation, budgetMs?: number): Judgement {
  const status = testStatus(answer, wanted.status)
  const document = wanted.code === undefined && wanted.json === undefined ? undefined : parseJson(answer.body)
  const code = wanted.code === undefined ? undefined : readCode(document, wanted.code)
  const first = code === undefined ? [status] : [status, code.assertion]
  if (!status.held) return judged(outcomeOfStatus(answer.status, code), first, answer)

  const { stillPacked } = answer
  if (stillPacked !== undefined && readsBody(wanted)) {
    const readable = { what: 'content coding', wanted: 'a body to read', seen: stillPacked.why, held: false }
    return judged(stillPacked.ours ? 'probe_fault' : 'tech_fail', [status, readable], answer)
  }
  const cut = answer.truncated ? 'probe_fault' : 'tech_fail'
  if (code !== undefined && !code.assertion.held)
    return judged(code.known ? code.outcome : cut, first, answer)

  const headers = Object.entries(wanted.headers ?? {}).flatMap(([name, test]) =>
    hush(name, testText(`header ${name}`, answer.headers[name.toLowerCase()], test)),
  )
  const contents = [
    ...(wanted.body ?? []).flatMap((test) => testText('body', answer.body, test)),
    ...(wanted.json ?? []).flatMap((test) => hush(test.path.text, testJson(document, test))),
  ]
  const budget = testLatency(answer.latencyMs, budgetMs)
  const assertions = [...first, ...headers, ...contents, ...budget]
  if (!headers.every(hasHeld)) return judged('tech_fail', assertions, answer)
  if (!contents.every(hasHeld)) return judged(cut, assertions, answer)
  return judged(budget.every(hasHeld) ? 'ok' : 'slow', assertions, answer)
}

function readsBody({ body = [], json = [], code }: Expectation): boolean {
  return body.length > 0 || json.length > 0 || code !== undefined
}

function judged(outcome: Outcome, assertions: readonly Assertion[], answer: Answer): Judgement {
  const failed = assertions.find(({ held }) => !held)
  const cut = answer.truncated ? `only the first ${answer.body.length} characters were read; ` : ''
  const summary =
    failed === undefined
      ? `HTTP ${answer.status} in ${Math.round(answer.latencyMs)} ms`
      : `${cut}${failed.what}: wanted ${failed.wanted}, saw ${failed.seen}`
  return { outcome, assertions, summary }
}

function hasHeld({ held }: Assertion): boolean {
  return held
}
