import { Type } from 'typebox'

import { TASKS } from '../../domain/component.ts'
import { SYMPTOM_CAUSES } from '../../domain/symptom.ts'
import { id, idsOrNone, localText } from './words.ts'

export const symptom = Type.Object(
  {
    id: id('Name of the symptom.'),
    seen: localText('What people see, in their words.'),
    codes: Type.Array(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{1,39}\\*?$',
        description: 'One.',
        expects:
          'a code such as LIMIT_EXCEEDED or a family such as ERR-NET-*, at most 40 letters, digits, dots, hyphens and underscores',
      }),
      {
        default: [],
        description:
          'Codes that the app shows with it, in any case and width; ERR-NET-* is all that begin so.',
      },
    ),
    phrases: Type.Array(
      Type.String({
        minLength: 2,
        maxLength: 60,
        pattern: '\\S',
        description: 'One.',
        expects: 'a phrase of 2 to 60 characters',
      }),
      {
        default: [],
        description: 'Parts of messages by which typed words are recognised, in any language.',
      },
    ),
    tasks: Type.Array(Type.Enum([...TASKS], { description: 'One.' }), {
      default: [],
      description: 'What one may have been doing; none means anything.',
    }),
    componentIds: idsOrNone(
      'What it can come from when that is impaired; none means anything its tasks need.',
    ),
    cause: Type.Enum([...SYMPTOM_CAUSES], {
      description: 'Whose trouble it is, as far as it tells by itself.',
    }),
    meaning: localText('What it means.'),
    advice: Type.Array(localText('One step.'), { minItems: 1, description: 'What to do, in this order.' }),
    contactIds: idsOrNone('Contacts to turn to with it.'),
    refundWithin: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 60,
        description: 'Working days within which money that was charged is credited or returned.',
      }),
    ),
  },
  { additionalProperties: false, description: 'What people see when something fails, and what it means.' },
)
