import { Type } from 'typebox'

import { SHOWN_PLACES, STEP_KINDS } from '../../domain/contact.ts'
import { day } from './calendar.ts'
import { id, idsOrNone, localText } from './words.ts'

function clock(description: string, pattern: string) {
  return Type.String({ pattern, description, expects: 'a time of day such as 09:00' })
}

const shift = {
  from: clock('When it opens, in the zone of the page.', '^([01]\\d|2[0-3]):[0-5]\\d$'),
  to: clock(
    'When it closes; earlier than `from` means on the next day.',
    '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
  ),
}

const openingHours = Type.Object(
  {
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      uniqueItems: true,
      description: '1 is Monday, 7 is Sunday.',
      expects: 'a list of weekdays, 1 (Monday) to 7 (Sunday), each once',
    }),
    ...shift,
  },
  { additionalProperties: false },
)

const shifts = (description: string) =>
  Type.Array(Type.Object(shift, { additionalProperties: false }), { description })

const exception = Type.Refine(
  Type.Object(
    {
      from: day('The first day.'),
      to: day('The last day, the same where there is but one.'),
      hours: shifts('When it is open on each of them; none means closed.'),
      why: localText('What readers are told.'),
    },
    { additionalProperties: false, expects: 'days of which the last is not before the first' },
  ),
  ({ from, to }) => from <= to,
  () => 'ends before it begins',
)

const menuKeys = Type.Object(
  {
    keys: Type.String({
      pattern: '^[0-9*#]+(-[0-9*#]+)*$',
      description: 'The keys to press one after the other.',
      expects: 'keys of a telephone such as 1 or 2-3',
    }),
    leadsTo: localText('What they lead to.'),
  },
  { additionalProperties: false },
)

const shownAt = Type.Object(
  {
    place: Type.Enum([...SHOWN_PLACES], { description: 'What kind of place it is.' }),
    where: localText('Where in it, as a reader finds it.'),
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
    holidayHours: Type.Optional(
      shifts(
        'When it is open on public holidays; an empty list means closed. Unless said: closed where `hours` leave out a day of the weekend, else as on any day.',
      ),
    ),
    exceptions: Type.Optional(
      Type.Array(exception, { description: 'Single days with other hours, such as in a typhoon.' }),
    ),
    source: localText('Where the number comes from.'),
    checkedOn: day('When somebody last checked it.'),
    checkedBy: Type.Optional(localText('Who checked it: a department rather than a person.')),
    checkAgainOn: Type.Optional(
      day('When it is to be checked again; from then on pages say that it is being checked.'),
    ),
    cost: Type.Optional(localText('What a call costs.')),
    languages: Type.Optional(localText('The languages that are spoken.')),
    seniors: Type.Optional(localText('How older people reach a person at once.')),
    fromAbroad: Type.Optional(
      Type.String({
        pattern: '^\\+[0-9][0-9 -]+$',
        description: 'The number from abroad.',
        expects: 'a number with the country code, such as +86 571 0000 0000',
      }),
    ),
    menu: Type.Optional(Type.Array(menuKeys, { description: 'What to press for what.' })),
    shownAt: Type.Optional(
      Type.Array(shownAt, { description: 'Where else the same number stands, so that readers can compare.' }),
    ),
    componentId: Type.Optional(id('The component that tells whether it works right now.')),
  },
  { additionalProperties: false, description: 'A way to reach a person.' },
)

export const emergencyStep = Type.Object(
  {
    title: localText('What to do, in a few words.'),
    body: localText('How to do it, and what to say.'),
    contactIds: idsOrNone('Contacts this step needs.'),
    kind: Type.Optional(
      Type.Enum([...STEP_KINDS], { description: 'What it is about; /help/lost tells more of it.' }),
    ),
    componentId: Type.Optional(id('The component that tells whether this step works right now.')),
    url: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: "Where it is done, a page of the wallet's.",
        expects: 'an address such as https://lamplight.example/freeze',
      }),
    ),
  },
  { additionalProperties: false, description: 'A rung of the ladder on /emergency.' },
)
