import { Type } from 'typebox'

import { day } from './calendar.ts'
import { id, idsOrNone, localText } from './words.ts'

function clock(description: string, pattern: string) {
  return Type.String({ pattern, description, expects: 'a time of day such as 09:00' })
}

const openingHours = Type.Object(
  {
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      uniqueItems: true,
      description: '1 is Monday, 7 is Sunday.',
      expects: 'a list of weekdays, 1 (Monday) to 7 (Sunday), each once',
    }),
    from: clock('When it opens, in the zone of the page.', '^([01]\\d|2[0-3]):[0-5]\\d$'),
    to: clock(
      'When it closes; earlier than `from` means on the next day.',
      '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
    ),
  },
  { additionalProperties: false },
)

export const contact = Type.Object(
  {
    id: id('Name of the contact.'),
    kind: Type.Enum(['hotline', 'chat', 'form', 'public_body', 'carrier'], {
      description: 'Ours (hotline, chat, form), a public body, or a telephone company.',
    }),
    name: localText('What readers call it.'),
    reach: Type.String({ pattern: '\\S', description: 'The number or address, as dialled or typed.' }),
    scope: localText('What to turn to it for.'),
    never: Type.Optional(localText('What they never do or ask for: for telling impostors.')),
    hours: Type.Array(openingHours, {
      default: [],
      description: 'When it is open; none means around the clock.',
    }),
    source: localText('Where the number comes from.'),
    checkedOn: day('When somebody last checked it.'),
    componentId: Type.Optional(id('The component that tells whether it works right now.')),
  },
  { additionalProperties: false, description: 'A way to reach a person.' },
)

export const emergencyStep = Type.Object(
  {
    title: localText('What to do, in a few words.'),
    body: localText('How to do it, and what to say.'),
    contactIds: idsOrNone('Contacts this step needs.'),
    componentId: Type.Optional(id('The component that tells whether this step works right now.')),
  },
  { additionalProperties: false, description: 'A rung of the ladder on /emergency.' },
)
