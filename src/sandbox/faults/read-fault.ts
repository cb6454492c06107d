import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'

import { BANKS, CHANNELS } from '../topup/channels.ts'
import { ALL_ENDPOINTS, FAULT_TARGETS, NETWORK, takesIn } from '../endpoints.ts'
import { FAULT_KINDS, FaultRefused, type Fault, type FaultKind } from './fault.ts'

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
    if (error.keyword === 'enum')
      return [`${field} must be one of: ${error.params.allowedValues.join(', ')}.`]
    if (error.keyword === 'required')
      return [`endpoint is missing; it must be one of: ${FAULT_TARGETS.join(', ')}.`]
    if (error.keyword === 'additionalProperties') {
      const known = Object.keys(FaultInput.properties).join(', ')
      return [`Unknown: ${error.params.additionalProperties.join(', ')}. Known: ${known}.`]
    }
    // Says once more, per key, what additionalProperties has said better.
    if (error.keyword === 'boolean') return []
    return [field === '' ? 'A fault must be a JSON object.' : `${field} ${error.message}.`]
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
