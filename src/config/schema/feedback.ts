import { Type, type StaticDecode } from 'typebox'

import { duration } from '../../lib/duration.ts'
import { FEEDBACK_KINDS } from '../../domain/feedback.ts'
import { day } from './calendar.ts'
import { id, idsOrNone, localText } from './words.ts'

const category = Type.Object(
  {
    id: id('Name of the category.'),
    kind: Type.Enum([...FEEDBACK_KINDS], {
      description:
        'transaction where money is concerned, service otherwise; the disclosure counts them apart.',
    }),
    name: localText('What readers choose.'),
    replyWithin: Type.Integer({
      minimum: 0,
      maximum: 60,
      default: 3,
      description: 'Within how many working days somebody answers.',
    }),
  },
  { additionalProperties: false },
)

const region = Type.Object(
  { id: id('Name of the region.'), name: localText('What readers call it.') },
  { additionalProperties: false },
)

const step = Type.Object(
  {
    contactId: id('Who is complained to.'),
    handles: localText('What they handle, and when they come in turn.'),
    bring: localText('What to have at hand.'),
    takes: localText('How long it usually takes.'),
    regions: idsOrNone('Regions it stands in; none means everywhere.'),
    insteadOf: Type.Optional(id('The contact whose step it replaces there.')),
  },
  { additionalProperties: false },
)

const handle = Type.Object(
  {
    platform: localText('The platform.'),
    handle: Type.String({ pattern: '\\S', description: 'Our name there, as it is written there.' }),
    source: localText('Where it is said to be ours.'),
    checkedOn: day('When somebody last checked it.'),
  },
  { additionalProperties: false },
)

const yearly = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2200, description: 'The year.' }),
    count: Type.Integer({ minimum: 1, description: 'How many transactions there were in it.' }),
  },
  { additionalProperties: false },
)

export const feedback = Type.Object(
  {
    categories: Type.Array(category, {
      minItems: 1,
      description: 'What feedback is about.',
      expects: 'at least one category',
    }),
    keep: Type.With(duration('How long the words of a closed ticket are kept; then only numbers are.'), {
      default: '180d',
    }),
    closeAfter: Type.With(duration('How long an answered ticket waits for its writer.'), { default: '15d' }),
    recheckAfterDays: Type.Integer({
      minimum: 1,
      default: 180,
      description: 'After how many days without a check readers are told that one is due.',
    }),
    regions: Type.Array(region, { default: [], description: 'Regions in which the ladder differs.' }),
    ladder: Type.Array(step, { default: [], description: 'Whom to complain to, one after the other.' }),
    handles: Type.Array(handle, { default: [], description: 'Our own accounts on social media.' }),
    transactions: Type.Array(yearly, {
      default: [],
      description: 'All transactions by year, for the share that complaints were about.',
    }),
  },
  { additionalProperties: false, description: 'How feedback and complaints are taken.' },
)

export type FeedbackSettings = StaticDecode<typeof feedback>
