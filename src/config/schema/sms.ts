import { Type } from 'typebox'

import { marksIn } from '../../lib/marks.ts'
import { secret } from '../../lib/secret.ts'
import { jsonPath } from '../../probe/expect/json-path.ts'

const NAMES = new Set(['to', 'text', 'key'])

function codes(description: string) {
  return Type.Array(Type.Union([Type.String(), Type.Integer()]), { description })
}

const code = Type.Object(
  {
    path: jsonPath('Where the code stands, a JSONPath (RFC 9535).'),
    accepted: codes('Codes that mean taken.'),
    gone: Type.Optional(
      codes('Codes that mean that the number takes nothing from us; its subscription is paused.'),
    ),
    throttled: Type.Optional(codes('Codes by which it asks us to slow down.')),
  },
  {
    additionalProperties: false,
    description: 'What the codes of its answers mean; one that is not listed is tried again.',
  },
)

/** All of it goes into what is sent, so whoever writes it says where the number and the text stand. */
const fields = Type.Refine(
  Type.Record(Type.String(), Type.Unknown(), {
    description:
      'What is sent: {{to}} is the number (E.164), {{text}} the message, {{key}} the same at every try.',
  }),
  (template) => {
    const marks = marksIn(template)
    return marks.includes('to') && marks.includes('text') && marks.every((name) => NAMES.has(name))
  },
  () => 'must have a place for {{to}} and for {{text}}, and may have one for {{key}}',
)

/** A text may be none that a header can carry; the number and the key always are. */
const header = Type.Refine(
  secret('A value that is never shown; {{to}} and {{key}} stand in it for the same as in `fields`.'),
  (template) => marksIn(template).every((name) => name === 'to' || name === 'key'),
  () => 'has a place for something other than {{to}} and {{key}}',
)

export const sms = Type.Object(
  {
    url: Type.String({
      pattern: '^https?://',
      description: 'Where the gateway takes messages, by POST. It is yours and may lie in an inner network.',
    }),
    headers: Type.Record(Type.String(), header, { default: {}, description: 'Headers to send.' }),
    format: Type.Enum(['json', 'form'], { default: 'json', description: 'How the fields are sent.' }),
    fields,
    country: Type.String({
      pattern: '^[A-Z]{2}$',
      default: 'CN',
      description: 'Whose number one is that does not say it, ISO 3166-1.',
      expects: 'two capital letters such as CN',
    }),
    countries: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z]{2}$', expects: 'two capital letters such as CN' }), {
        minItems: 1,
        description: 'Countries whose numbers may subscribe, ISO 3166-1.',
      }),
    ),
    askedPerHour: Type.Integer({
      minimum: 1,
      default: 200,
      description: 'How many messages that ask for a yes go out in an hour, to all numbers together.',
    }),
    perSecond: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'How many messages a second the gateway takes.' }),
    ),
    code: Type.Optional(code),
  },
  { additionalProperties: false, description: 'Short messages; offered where a gateway is named.' },
)
