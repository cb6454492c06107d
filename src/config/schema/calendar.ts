import { Type } from 'typebox'

import { localText } from './words.ts'

export function day(description: string) {
  return Type.String({ format: 'date', description, expects: 'a date such as 2026-11-22' })
}

const holidayDay = Type.Object(
  {
    date: day('The day.'),
    name: localText('What the holiday is called.'),
    off: Type.Boolean({
      default: true,
      description: 'false on a weekend day that is worked in exchange for a day off.',
    }),
  },
  { additionalProperties: false },
)

const holidayYear = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2200, description: 'The year.' }),
    days: Type.Array(holidayDay, { description: 'Days off, and weekend days worked in exchange.' }),
    source: localText('Where the days come from.'),
    checkedOn: day('When somebody last checked them.'),
  },
  { additionalProperties: false },
)

export const calendar = Type.Array(holidayYear, {
  default: [],
  description:
    'Public holidays by year. A year that is missing is counted without holidays, and readers are told so.',
})
