import { Type } from 'typebox'

import { LOCALES } from '../../domain/locale.ts'
import { OPERATOR_KINDS, OPERATOR_TRANSPORTS } from '../../domain/operator.ts'
import { secret } from '../../lib/secret.ts'

function clock(description: string) {
  return Type.String({
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
    description,
    expects: 'a time of day such as 22:00',
  })
}

const quiet = Type.Object(
  {
    from: clock('When they begin, in the zone of the page.'),
    to: clock('When they end; earlier than `from` means on the next day.'),
  },
  {
    additionalProperties: false,
    description: 'When all but `loss` waits.',
    expects: 'two times such as { from: "22:00", to: "08:00" }',
  },
)

const operator = Type.Object(
  {
    transport: Type.Enum([...OPERATOR_TRANSPORTS], { description: 'How they are told.' }),
    address: secret('Where: a mail address, a number, a URL, a chat.'),
    secret: Type.Optional(
      secret('What a robot wants signed, or what a webhook is verified with, then `whsec_` and base64.'),
    ),
    locale: Type.Enum([...LOCALES], { default: 'zh-CN', description: 'Their language.' }),
    kinds: Type.Array(Type.Enum([...OPERATOR_KINDS]), {
      minItems: 1,
      uniqueItems: true,
      default: [...OPERATOR_KINDS],
      description: 'What they are told.',
      expects: `a list of ${OPERATOR_KINDS.join(', ')}, each once`,
    }),
    quiet: Type.Optional(quiet),
  },
  { additionalProperties: false, description: 'Somebody who runs the wallet.' },
)

export const operators = Type.Array(operator, {
  default: [],
  description: 'Who is told of lost wallets, of feedback and of reports.',
})
