import { Type } from 'typebox'

import { duration } from '../../lib/duration.ts'
import { fenOf, YUAN_PATTERN, yuanOf } from '../../domain/money.ts'
import { ACCOUNT_CLASSES } from '../../domain/top-up.ts'
import { day } from './calendar.ts'
import { id, localText } from './words.ts'

/** Quoted, so that no amount is ever a floating-point number; decoded to whole fen. */
function yuan(description: string) {
  return Type.Codec(
    Type.String({
      pattern: YUAN_PATTERN,
      description,
      expects: "an amount in yuan in quotes, such as '5000' or '0.50'",
    }),
  )
    .Decode((text) => fenOf(text) ?? 0)
    .Encode(yuanOf)
}

const PERCENT = /^(\d{1,2})(?:\.(\d{1,4}))?$/

/** Decoded to millionths. */
function percent(description: string) {
  return Type.Codec(
    Type.String({ pattern: PERCENT.source, description, expects: "a share in quotes, such as '0.1'" }),
  )
    .Decode((text) => {
      const [, whole = '0', decimals = ''] = PERCENT.exec(text) ?? []
      return Number(whole + decimals.padEnd(4, '0'))
    })
    .Encode((millionths) => String(millionths / 10_000))
}

function accountClass(description: string) {
  return Type.Enum([...ACCOUNT_CLASSES], { description, expects: 'one of 1, 2, 3' })
}

const sourced = {
  validFrom: day('First day on which this holds.'),
  validUntil: Type.Optional(day('Last day on which it holds.')),
  source: localText('Who says so.'),
  checkedOn: day('When somebody last checked it.'),
}

const limits = Type.Object(
  {
    min: Type.Optional(yuan('Least amount of one top-up.')),
    perTransaction: Type.Optional(yuan('Most in one top-up.')),
    perDay: Type.Optional(yuan('Most in a day.')),
    perMonth: Type.Optional(yuan('Most in a month.')),
    perYear: Type.Optional(yuan('Most in a year.')),
    lifetime: Type.Optional(yuan('Most as long as the account exists.')),
  },
  { additionalProperties: false, default: {}, description: 'What one may top up, in yuan.' },
)

const fee = Type.Object(
  {
    fixed: Type.With(yuan('Charged for each top-up.'), { default: '0' }),
    percent: Type.With(percent('Charged of what is above freeUpTo, per cent.'), { default: '0' }),
    freeUpTo: Type.With(yuan('A top-up up to this amount costs nothing.'), { default: '0' }),
    atLeast: Type.Optional(yuan('Least that is charged where anything is.')),
    atMost: Type.Optional(yuan('Most that is charged.')),
  },
  { additionalProperties: false, description: 'What a top-up costs; an empty mapping says that it is free.' },
)

const terms = Type.Object(
  {
    channelId: id('The channel: a component of kind channel.'),
    bankId: Type.Optional(id('One bank of it, where that differs.')),
    accountClass: Type.Optional(accountClass('One class of accounts, where that differs.')),
    offered: Type.Boolean({
      default: true,
      description: 'false where it has been decided against; that is no outage.',
    }),
    reason: Type.Optional(localText('Why it is not offered.')),
    limits,
    fee: Type.Optional(fee),
    arrivesWithin: Type.Optional(duration('How soon the money arrives, as promised.')),
    refundWithin: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 60,
        description: 'Working days within which money comes back that was charged and did not arrive.',
      }),
    ),
    ...sourced,
  },
  {
    additionalProperties: false,
    description: 'The terms of a channel, or what differs for a bank or class.',
  },
)

const notOffered = Type.Object(
  {
    id: id('Name of the way in addresses.'),
    name: localText('What readers call it.'),
    reason: localText('Why it is not offered.'),
    ...sourced,
  },
  {
    additionalProperties: false,
    description: 'A way to top up that people look for and that does not exist.',
  },
)

const classRule = Type.Object(
  {
    accountClass: accountClass('The class of accounts.'),
    perYear: Type.Optional(yuan('Most that may be paid from the balance in a year.')),
    lifetime: Type.Optional(yuan('Most that may ever be paid from the balance.')),
    ...sourced,
  },
  { additionalProperties: false, description: 'What the payment rules say of a class of accounts.' },
)

const bankNames = Type.Object(
  {
    bankId: id('The bank, by one of the components it is.'),
    names: Type.Array(Type.String({ pattern: '\\S' }), {
      minItems: 1,
      description: 'What else people call it, in any language.',
    }),
  },
  { additionalProperties: false },
)

export const topUp = Type.Object(
  {
    terms: Type.Array(terms, { default: [], description: 'Limits, fees and promises by channel.' }),
    notOffered: Type.Array(notOffered, { default: [], description: 'Ways that have been decided against.' }),
    classes: Type.Array(classRule, { default: [], description: 'Limits of the payment rules by class.' }),
    bankNames: Type.Array(bankNames, { default: [], description: 'Other names of banks.' }),
  },
  { additionalProperties: false, default: {}, description: 'Limits, fees and promises of topping up.' },
)
