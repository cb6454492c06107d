import { Type } from 'typebox'

import { parseDuration } from '../../lib/duration.ts'
import { id, localText } from './words.ts'

const SHORTEST_MS = 5 * 60_000
const LONGEST_MS = 2 * 3_600_000

const windowText = Type.String({
  description: 'How long a report counts as being of now.',
  expects: 'a length from 5m to 2h such as 30m',
})

const window = Type.Codec(Type.Refine(windowText, isWindow))
  .Decode((text) => parseDuration(text) ?? 0)
  .Encode((ms) => `${ms}ms`)

function isWindow(text: string): boolean {
  const ms = parseDuration(text) ?? 0
  return ms >= SHORTEST_MS && ms <= LONGEST_MS
}

const region = Type.Object(
  {
    id: id('Name of the region in records.'),
    name: localText('What readers call it.'),
  },
  { additionalProperties: false },
)

export const reports = Type.Object(
  {
    on: Type.Boolean({ default: true, description: 'Whether readers may report at all.' }),
    window: Type.With(window, { default: '30m' }),
    floor: Type.Integer({
      minimum: 5,
      default: 10,
      description:
        'Fewer reporters than this are never more than usual, counted so that a whole network is worth less than 4.',
    }),
    factor: Type.Number({
      minimum: 2,
      maximum: 100,
      default: 3,
      description: 'How many times what is usual at that hour of the week is more than usual.',
    }),
    regions: Type.Array(region, {
      default: [],
      description: 'Coarse regions that a reporter may name; without any, nobody is asked.',
    }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'How readers say that something does not work, and when that is more than usual.',
  },
)
