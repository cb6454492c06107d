import { Type, type Static, type StaticDecode } from 'typebox'

import { duration } from '../../lib/duration.ts'
import { secret } from '../../lib/secret.ts'
import { auth } from '../auth/auth.ts'
import { businessCode } from '../expect/business-code.ts'
import { tlsOptions } from '../auth/tls-options.ts'
import { isBuiltIn } from './built-in.ts'
import { cleanUpStep, condition, findStep, mainStep, scalar } from './step-options.ts'

const signing = Type.Object(
  {
    kind: Type.Literal('sorted_hmac_sha256', {
      description:
        'Parameters without empty ones, sorted, joined as a=1&b=2, HMAC-SHA256 in upper-case hexadecimal.',
    }),
    key: secret('The key shared with the wallet.'),
    field: Type.Optional(
      Type.String({ description: 'The parameter that carries the signature; sign unless said.' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'How steps with `sign` are signed and their answers verified.',
  },
)

const cleanUp = Type.Object(
  {
    steps: Type.Array(cleanUpStep, {
      minItems: 1,
      description:
        'May use order_no, the variables of the flow and what clean-up steps extract, and nothing else.',
    }),
    until: Type.Optional({
      ...condition,
      description:
        'Holds once nothing is left open; the steps are gone through again, up to three times, until it does.',
    }),
    within: Type.Optional(
      duration(
        'How long cleaning up may take, counted from the end of the steps whatever the deadline; 8s unless said.',
      ),
    ),
  },
  { additionalProperties: false, description: 'Runs after every end of a look that sent a creating step.' },
)

const sweep = Type.Object(
  {
    find: Type.Array(findStep, {
      minItems: 1,
      description: 'Requests that list orders to be looked through.',
    }),
    olderThan: Type.Optional(duration('Younger orders may belong to a look under way; 10m unless said.')),
    every: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Look at the first look after start and every so many; 50 unless said.',
      }),
    ),
    atMost: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: 'Orders put in order in one sweep; 10 unless said.',
      }),
    ),
    within: Type.Optional(duration('How long a sweep may take; 15s unless said.')),
  },
  {
    additionalProperties: false,
    description:
      'Finds orders of this probe that were left behind, by their number, and puts each through the clean-up.',
  },
)

const options = Type.Object(
  {
    base: Type.String({
      pattern: '^https?://',
      description: 'Address that the paths of all steps stand below.',
    }),
    auth: Type.Optional(auth),
    sign: Type.Optional(signing),
    code: Type.Optional(businessCode),
    variables: Type.Optional(
      Type.Record(Type.String(), scalar, { description: 'Values that steps may use.' }),
    ),
    secrets: Type.Optional(
      Type.Record(Type.String(), secret('A value that is never shown.'), {
        description: 'Values that steps may use and no explanation shows.',
      }),
    ),
    maxBytes: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Largest answer read; 1 MiB unless said.' }),
    ),
    proxy: Type.Optional(
      Type.String({ pattern: '^http://', description: 'HTTP proxy to go through, with its credentials.' }),
    ),
    tls: Type.Optional(tlsOptions),
    steps: Type.Array(mainStep, { minItems: 1, description: 'The requests, in order.' }),
    cleanUp: Type.Optional(cleanUp),
    sweep: Type.Optional(sweep),
  },
  { additionalProperties: false, description: 'A transaction in several steps that leaves no money behind.' },
)

type Given = Static<typeof options>

/** Rules across keys, each with what is said where it is broken. */
const RULES: readonly (readonly [holds: (given: Given) => boolean, message: string])[] = [
  [
    ({ steps, cleanUp: plan }) => areDistinct([...steps, ...(plan?.steps ?? [])]),
    'must not name two steps alike: each has an idempotency key of its own',
  ],
  [
    ({ steps }) => steps.every((step) => step.creates !== true || step.poll === undefined),
    'must not poll in a step that creates: it would create again and again',
  ],
  [
    ({ steps }) => steps.every((step) => step.onUnclear === undefined || step.creates === true),
    'must mark a step with onUnclear by creates: true',
  ],
  [
    ({ sign, ...given }) => sign !== undefined || !stepsOf(given).some((step) => step.sign !== undefined),
    'must have sign, with the key, where a step is signed',
  ],
  [
    ({ sweep: plan, cleanUp: tidy }) => plan === undefined || tidy !== undefined,
    'must have cleanUp where it has sweep: what is found goes through it',
  ],
  [
    ({ variables = {}, secrets = {} }) =>
      ![...Object.keys(variables), ...Object.keys(secrets)].some(isBuiltIn),
    'must not name a variable like one that is built in',
  ],
]

export const flowOptions = RULES.reduce(
  (schema, [holds, message]) => Type.Refine(schema, holds, () => message),
  options,
)

function stepsOf({ steps, cleanUp: tidy, sweep: plan }: Omit<Given, 'sign'>) {
  const queries = steps.flatMap(({ onUnclear }) => (onUnclear === undefined ? [] : [onUnclear.query]))
  return [...steps, ...queries, ...(tidy?.steps ?? []), ...(plan?.find ?? [])]
}

function areDistinct(steps: readonly { readonly name: string }[]): boolean {
  return new Set(steps.map(({ name }) => name)).size === steps.length
}

export type FlowOptions = StaticDecode<typeof flowOptions>
export type Sweep = StaticDecode<typeof sweep>
