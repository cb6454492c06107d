import type { JSONValue } from 'json-p3'
import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { jsonPath } from './json-path.ts'

function codes(description: string) {
  return Type.Array(Type.Union([Type.String(), Type.Integer()]), { description })
}

/** What a gateway's own codes mean: gateways answer HTTP 200 to a failure and to a refusal alike. */
export const businessCode = Type.Object(
  {
    path: jsonPath('Where the code stands, a JSONPath (RFC 9535).'),
    success: codes('Codes that mean done.'),
    pending: Type.Optional(codes('Codes that mean still being processed.')),
    decline: Type.Optional(
      codes('Codes by which they refuse us: balance, limit, risk control. Not an outage.'),
    ),
    throttled: Type.Optional(codes('Codes by which they ask us to slow down.')),
    maintenance: Type.Optional(codes('Codes that announce maintenance.')),
    fault: Type.Optional(codes('Codes that blame us: signature, token, parameter.')),
  },
  {
    additionalProperties: false,
    description: 'Business codes and what they mean; a code that is not listed is a failure.',
  },
)

export type BusinessCode = StaticDecode<typeof businessCode>

const OUTCOME_OF = {
  success: 'ok',
  pending: 'pending',
  decline: 'business_decline',
  throttled: 'throttled',
  maintenance: 'maintenance',
  fault: 'probe_fault',
} as const satisfies Record<Exclude<keyof BusinessCode, 'path'>, Outcome>

const MEANINGS = ['success', 'pending', 'decline', 'throttled', 'maintenance', 'fault'] as const

export interface CodeReading {
  readonly outcome: Outcome
  /** Whether the code is one of those listed; an answer without a code, or with one unknown to us, is a failure. */
  readonly known: boolean
  readonly assertion: Assertion
}

/** Reads the business code of an answer; undefined stands for an answer that is no JSON. */
export function readCode(document: JSONValue, map: BusinessCode): CodeReading {
  const value = document === undefined ? undefined : map.path.find(document)[0]
  const code = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  const meaning =
    code === undefined
      ? undefined
      : MEANINGS.find((candidate) => map[candidate]?.some((listed) => String(listed) === code))
  return {
    outcome: meaning === undefined ? 'tech_fail' : OUTCOME_OF[meaning],
    known: meaning !== undefined,
    assertion: {
      what: `code ${map.path.text}`,
      wanted: map.success.join(' or '),
      seen: code ?? (document === undefined ? 'no JSON' : 'no code'),
      held: meaning === 'success',
    },
  }
}
