import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'

import { BANKS, CHANNELS } from './channels.ts'
import { ALL_ENDPOINTS, FAULT_TARGETS, NETWORK, takesIn } from './endpoints.ts'

/**
 * Ways of being broken.
 *
 * - `error`: SYSTEM_ERROR; with HTTP 200, as gateways do, and with HTTP 500 from the token endpoint, which speaks OAuth2.
 * - `latency`: answers as always, but late.
 * - `hang`: never answers; holds the connection until the caller leaves.
 * - `reset`: cuts the connection.
 * - `decline`: a business refusal, which is no outage.
 * - `pending`: orders are not credited, everything else says PROCESSING.
 * - `throttle`: HTTP 429 with FREQUENCY_LIMITED.
 * - `maintenance`: SERVICE_MAINTENANCE.
 * - `expired_token`: HTTP 401 with TOKEN_EXPIRED.
 * - `bad_signature`: signed answers and callbacks carry a signature that does not fit.
 */
export const FAULT_KINDS = [
  'error',
  'latency',
  'hang',
  'reset',
  'decline',
  'pending',
  'throttle',
  'maintenance',
  'expired_token',
  'bad_signature',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

const LONGEST_WAIT_MS = 600_000
const LONGEST_LIFE_MS = 7 * 86_400_000

/** What may be asked of `POST /_faults`. */
const FaultInput = Type.Object(
  {
    endpoint: Type.Enum([...FAULT_TARGETS], {
      description: 'What is broken: a name, a family, or * for all.',
    }),
    kind: Type.Optional(Type.Enum([...FAULT_KINDS], { description: 'How it is broken; error by default.' })),
    channel: Type.Optional(
      Type.Enum(Object.keys(CHANNELS), { description: 'Only top-ups by this channel.' }),
    ),
    bank: Type.Optional(Type.Enum(Object.keys(BANKS), { description: 'Only top-ups from this bank.' })),
    ms: Type.Optional(
      Type.Integer({ minimum: 0, maximum: LONGEST_WAIT_MS, description: 'Wait this long first.' }),
    ),
    rate: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Share of requests that are struck; 1 by default.',
      }),
    ),
    forMs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: LONGEST_LIFE_MS, description: 'Heals by itself after this long.' }),
    ),
  },
  { additionalProperties: false },
)

type FaultInput = Static<typeof FaultInput>

/** A fault in force. */
export interface Fault {
  readonly id: string
  readonly endpoint: string
  readonly kind: FaultKind
  readonly channel?: string
  readonly bank?: string
  /** Wait before the answer, ms. */
  readonly ms: number
  /** Share of matching requests that it strikes. */
  readonly rate: number
  readonly madeAt: number
  /** When it heals by itself, epoch ms. */
  readonly endsAt?: number
}

/** The fault asked for makes no sense; the message says why and what would. */
export class FaultRefused extends Error {
  override name = 'FaultRefused' as const
}

const DEFAULT_LATENCY_MS = 3_000
/** The neighbour knows no business codes: it can only be gone, or silent, or slow. */
const NETWORK_KINDS: readonly FaultKind[] = ['error', 'reset', 'hang', 'latency']

/** Reads a fault, all problems at once; throws FaultRefused. */
export function readFault(input: unknown, made: { readonly id: string; readonly now: number }): Fault {
  if (!Value.Check(FaultInput, input)) throw new FaultRefused(problemsOf(input).join(' '))
  const problem = contradictionIn(input)
  if (problem !== undefined) throw new FaultRefused(problem)
  const { endpoint, kind = 'error', channel, bank, rate = 1, forMs } = input
  return {
    id: made.id,
    endpoint,
    kind,
    ...(channel === undefined ? {} : { channel }),
    ...(bank === undefined ? {} : { bank }),
    ms: input.ms ?? (kind === 'latency' ? DEFAULT_LATENCY_MS : 0),
    rate,
    madeAt: made.now,
    ...(forMs === undefined ? {} : { endsAt: made.now + forMs }),
  }
}

function problemsOf(input: unknown): readonly string[] {
  return Value.Errors(FaultInput, input).flatMap((error) => {
    const field = error.instancePath.slice(1)
    switch (error.keyword) {
      case 'enum':
        return [`${field} must be one of: ${error.params.allowedValues.join(', ')}.`]
      case 'required':
        return error.params.requiredProperties.map((name) =>
          name === 'endpoint'
            ? `endpoint is missing; it must be one of: ${FAULT_TARGETS.join(', ')}.`
            : `${name} is missing.`,
        )
      case 'additionalProperties':
        return [
          `Unknown: ${error.params.additionalProperties.join(', ')}. Known: ${Object.keys(FaultInput.properties).join(', ')}.`,
        ]
      // Says once more, per key, what additionalProperties says better.
      case 'boolean':
        return []
      default:
        return [field === '' ? 'A fault must be a JSON object.' : `${field} ${error.message}.`]
    }
  })
}

/** Faults that could strike nothing are refused, since someone would wait for them in vain. */
function contradictionIn({
  endpoint,
  kind = 'error',
  channel,
  bank,
  rate = 1,
}: FaultInput): string | undefined {
  const targets = ALL_ENDPOINTS.filter(({ name }) => takesIn(endpoint, name))
  const isTopup = targets.some(({ name }) => name.startsWith('topup.'))
  if ((channel !== undefined || bank !== undefined) && !isTopup) {
    return `channel and bank go with top-ups: use endpoint topup, topup.quote, topup.create, topup.query, topup.cancel, topup.refund or *.`
  }
  if (endpoint === NETWORK) {
    if (!NETWORK_KINDS.includes(kind)) return `kind for network must be one of: ${NETWORK_KINDS.join(', ')}.`
    if (rate < 1 && (kind === 'error' || kind === 'reset'))
      return 'rate goes with hang or latency on network.'
    return undefined
  }
  if (kind === 'pending' && targets.every(({ pending }) => pending === 'nothing')) {
    return `Nothing stays pending at ${endpoint}; to keep orders from being credited use topup.create.`
  }
  if (kind === 'bad_signature' && !isTopup && endpoint !== 'merchant_webhook') {
    return `Answers of ${endpoint} carry no signature; bad_signature goes with topup, its endpoints, merchant_webhook or *.`
  }
  return undefined
}
