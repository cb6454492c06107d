import { Resolver } from 'node:dns/promises'

import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../domain/observation.ts'
import { duration } from '../lib/duration.ts'
import { untilAborted } from './deadline.ts'
import { codeOf, ExchangeError } from './exchange/exchange-error.ts'
import { found } from './explain/found.ts'
import { PhaseClock } from './exchange/phase-clock.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'
import { failedStep } from './explain/step.ts'

const TYPES = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'SOA', 'SRV', 'TXT'] as const

const options = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'The name to resolve.' }),
    type: Type.Optional(Type.Enum([...TYPES], { description: 'The type of record; A unless said.' })),
    servers: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: "Name servers to ask, `address` or `address:port`; the system's own unless said.",
      }),
    ),
    expect: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'Values that must be among the records; an MX is `10 mail.example`, an SRV `0 5 443 host.example`.',
      }),
    ),
    only: Type.Optional(Type.Boolean({ description: 'True allows no other values than these.' })),
    latency: Type.Optional(duration('Longest time an answer may take and still be ok; beyond it is slow.')),
  },
  { additionalProperties: false, description: 'Resolves a name and looks at the records.' },
)

type DnsOptions = StaticDecode<typeof options>

/** A first answer within this long, or the question is put again, as UDP loses some. */
const TRY_MS = 2_000
const TRIES = 3

/** Answers that say no; everything else is no answer. */
const REFUSALS = new Set(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'EFORMERR', 'ENOTIMP'])

/** Resolves a name; that there is no such record is a failure, whatever values were expected. */
export const dns = {
  options,
  async look(given: DnsOptions, { signal }: LookContext): Promise<Finding> {
    const { name, type = 'A', latency } = given
    const sent = `resolve ${type} ${name}`
    const clock = new PhaseClock()
    try {
      const answer = await resolve({ name, type, servers: given.servers }, clock, signal)
      const musts = judge(answer, given)
      const step = { name: 'resolve', sent, phases: clock.phases, latencyMs: clock.totalMs() }
      return found({ step, musts, budgetMs: latency, summary: answer.records.join(', ') })
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      const step = failedStep('resolve', sent, error)
      return { outcome: 'tech_fail', summary: step.error, steps: [step] }
    }
  },
} satisfies ProbeKind<typeof options>

interface Question {
  readonly name: string
  readonly type: (typeof TYPES)[number]
  readonly servers: readonly string[] | undefined
}

interface Answer {
  readonly records: readonly string[]
  /** Why there are none. */
  readonly refusal?: string
}

async function resolve(
  { name, type, servers }: Question,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Answer> {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES })
  if (servers !== undefined) resolver.setServers(servers)
  const cancel = (): void => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const records = await untilAborted(resolver.resolve(name, type), signal)
    clock.lap('dns', 'dns')
    return { records: [records].flat().map(recordText) }
  } catch (error) {
    const refusal = codeOf(error)
    if (refusal === undefined || !REFUSALS.has(refusal)) throw new ExchangeError(error, clock)
    clock.lap('dns', 'dns')
    return { records: [], refusal }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function judge(
  { records, refusal }: Answer,
  { type = 'A', expect = [], only = false }: DnsOptions,
): Assertion[] {
  const seen = refusal ?? records.join(', ')
  const what = `${type} records`
  if (records.length === 0) return [{ what, wanted: expect.join(', ') || 'some', seen, held: false }]
  const missing = expect.filter((value) => !records.includes(value))
  const surplus = only ? records.filter((value) => !expect.includes(value)) : []
  const wanted = `${only ? 'only ' : ''}${expect.join(', ') || 'some'}`
  return [{ what, wanted, seen, held: missing.length === 0 && surplus.length === 0 }]
}

/** A record as a zone file writes it, as far as it can be expected. */
function recordText(record: unknown): string {
  if (typeof record === 'string') return record
  if (Array.isArray(record)) return record.join('')
  return typeof record === 'object' && record !== null ? fieldsInOrder(record).join(' ') : String(record)
}

const ZONE_FILE_ORDER = [
  'priority',
  'weight',
  'port',
  'name',
  'exchange',
  'critical',
  'issue',
  'issuewild',
  'iodef',
  'nsname',
  'hostmaster',
  'serial',
  'refresh',
  'retry',
  'expire',
  'minttl',
]

function fieldsInOrder(record: object): string[] {
  const fields = new Map<string, unknown>(Object.entries(record))
  return ZONE_FILE_ORDER.filter((name) => fields.has(name)).map((name) => String(fields.get(name)))
}
