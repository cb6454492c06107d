import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { CodeReading } from './business-code.ts'

const status = Type.Union([
  Type.Integer({ minimum: 100, maximum: 599 }),
  Type.String({ pattern: '^[1-5]xx$', examples: ['2xx'] }),
])

export const statusTest = Type.Union([status, Type.Array(status, { minItems: 1 })], {
  description: 'The HTTP status wanted: 200, "2xx", or a list of such; "2xx" unless said.',
})

export type StatusTest = StaticDecode<typeof statusTest>

/** Tests an HTTP status. The body of an answer that was not wanted belongs to what was seen: it often says why. */
export function testStatus(seen: { status: number; body: string }, wanted: StatusTest = '2xx'): Assertion {
  const allowed = Array.isArray(wanted) ? wanted : [wanted]
  const held = allowed.some((one) =>
    typeof one === 'number' ? one === seen.status : Number(one[0]) === Math.floor(seen.status / 100),
  )
  return {
    what: 'status',
    wanted: allowed.join(' or '),
    seen: held || seen.body === '' ? String(seen.status) : `${seen.status} ${seen.body}`,
    held,
  }
}

const OUR_CREDENTIALS_FAILED = new Set([401, 403, 407])

/**
 * What a status that was not wanted means. A business code explains a 4xx and a 503, where gateways put refusals
 * and maintenance, but excuses no other 5xx. Retry-After alone makes no maintenance of a 503: an overloaded server sends it too.
 */
export function outcomeOfStatus(seen: number, code: CodeReading | undefined): Outcome {
  if (seen === 429) return 'throttled'
  const told = code?.known === true && code.outcome !== 'ok' ? code.outcome : undefined
  if (seen === 503 && (told === 'maintenance' || told === 'throttled')) return told
  if (seen >= 500) return 'tech_fail'
  return told ?? (OUR_CREDENTIALS_FAILED.has(seen) ? 'probe_fault' : 'tech_fail')
}
