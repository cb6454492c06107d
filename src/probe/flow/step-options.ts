import { Type, type StaticDecode } from 'typebox'

import { duration } from '../../lib/duration.ts'
import { expectation } from '../expect/expectation.ts'
import { jsonPath } from '../expect/json-path.ts'
import { templated } from './template.ts'

export const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

export const condition = Type.Object(
  {
    variable: Type.String({ description: 'The variable to look at.' }),
    in: Type.Array(Type.String(), { minItems: 1, description: 'Holds when it is one of these, as text.' }),
  },
  { additionalProperties: false },
)

const extraction = Type.Object(
  {
    path: Type.Optional(jsonPath('Where the value stands in the body.')),
    header: Type.Optional(Type.String({ description: 'The header that holds the value.' })),
    else: Type.Optional(scalar),
    secret: Type.Optional(Type.Boolean({ description: 'Never show the value in an explanation.' })),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'From where; `else` is the value where there is none, which is otherwise our mistake.',
  },
)

const echo = Type.Object(
  {
    path: jsonPath('Where it must stand.'),
    equals: templated('The text, such as {{amount}}; a number counts as it was written, so 1.0 is not 1.00.'),
  },
  { additionalProperties: false },
)

/** Where an answer says what a top-up costs and how much of it is allowed. */
const quotePaths = Type.Object(
  {
    available: Type.Optional(jsonPath('Whether it can be used now, true or false.')),
    fee: Type.Optional(jsonPath('The fee, in yuan.')),
    min: Type.Optional(jsonPath('Least amount of one top-up, in yuan.')),
    perTransaction: Type.Optional(jsonPath('Most in one top-up, in yuan.')),
    perDay: Type.Optional(jsonPath('Most in a day, in yuan.')),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'Where the answer names fee and limits; readers are told where it is stricter than topUp.',
  },
)

/** What every request of a flow may say. */
const request = {
  name: Type.String({ minLength: 1, description: 'What the step is called in explanations.' }),
  method: Type.Optional(
    Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], {
      description: 'GET unless said; POST where there is a body.',
    }),
  ),
  url: templated('Path below the base of the flow, such as /v1/orders/{{order_no}}.'),
  headers: Type.Optional(Type.Record(Type.String(), templated(), { description: 'Headers to send.' })),
  query: Type.Optional(Type.Record(Type.String(), templated(), { description: 'Query parameters to send.' })),
  json: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'A JSON body.' })),
  form: Type.Optional(Type.Record(Type.String(), templated(), { description: 'A form as the body.' })),
  sign: Type.Optional(
    Type.Enum(['body', 'query'], {
      description: 'Where the signature goes; the answer must then be signed as well. Unsigned unless said.',
    }),
  ),
  expect: Type.Optional(expectation),
  alsoFine: Type.Optional(
    Type.Array(Type.String(), { description: 'Business codes that are fine for this step as well.' }),
  ),
  echo: Type.Optional(
    Type.Array(echo, { description: 'What must come back character for character, such as the amount.' }),
  ),
  extract: Type.Optional(
    Type.Record(Type.String(), extraction, { description: 'Variables that later steps may use.' }),
  ),
  quote: Type.Optional(quotePaths),
  timeout: Type.Optional(duration('Longest wait for the answer; 10s unless said.')),
  budget: Type.Optional(duration('An answer that took longer makes the flow slow.')),
}

const plainStep = Type.Object(request, { additionalProperties: false })

const poll = Type.Object(
  {
    until: Type.Object(
      {
        path: jsonPath('Where the state stands.'),
        equals: Type.String({ description: 'The state that ends well.' }),
      },
      { additionalProperties: false },
    ),
    pending: Type.Array(Type.String(), {
      description: 'States worth waiting in; any further one means that they failed.',
    }),
    declined: Type.Optional(Type.Array(Type.String(), { description: 'States by which they refuse us.' })),
    every: Type.Optional(
      Type.Array(duration('Wait before asking.'), {
        minItems: 1,
        description: 'Waits before each question, the last one repeated; 1s, 2s, 4s, 8s unless said.',
      }),
    ),
    deadline: Type.Optional(duration('Still pending after this long means pending; 60s unless said.')),
    budget: Type.Optional(duration('A time-to-credit beyond this makes the flow slow.')),
  },
  { additionalProperties: false, description: 'Asks again until a state is reached.' },
)

export const mainStep = Type.Object(
  {
    ...request,
    creates: Type.Optional(
      Type.Boolean({
        description:
          'Moves money: sent once in a look, whatever comes back. Time-to-credit counts from its answer.',
      }),
    ),
    onUnclear: Type.Optional(
      Type.Object(
        { query: plainStep },
        {
          additionalProperties: false,
          description:
            'Asked when nobody knows whether the step was carried out: a time-out, a 5xx, a system error.',
        },
      ),
    ),
    poll: Type.Optional(poll),
  },
  { additionalProperties: false },
)

export const cleanUpStep = Type.Object(
  { ...request, when: Type.Optional({ ...condition, description: 'Only then; always unless said.' }) },
  { additionalProperties: false },
)

export const findStep = Type.Object(
  { ...request, orders: jsonPath('Where the order numbers stand in the answer.') },
  { additionalProperties: false },
)

/** A request that stands for itself; every other kind of step is one with more to say. */
export type PlainStep = StaticDecode<typeof plainStep>
export type MainStep = StaticDecode<typeof mainStep>
export type CleanUpStep = StaticDecode<typeof cleanUpStep>
export type QuotePaths = StaticDecode<typeof quotePaths>
export type Poll = StaticDecode<typeof poll>
export type Condition = StaticDecode<typeof condition>
