import { stringify } from 'csv-stringify/sync'

import type { FeedbackKind } from '../../../domain/feedback.ts'
import { guardCell } from '../../../lib/formula-cells.ts'
import type { Disclosure, Figures } from '../../readers/read-disclosure.ts'

const COLUMNS = [
  'year',
  'kind',
  'category',
  'received',
  'handled',
  'withdrawn',
  'within_1_working_day',
  'within_3_working_days',
  'within_7_working_days',
  'over_7_working_days',
  'rated',
  'satisfaction',
  'transactions',
  'concerned_basis_points',
] as const

/** The disclosure for spreadsheets: a row for each category, one for each kind, and one for all; counts, not shares. */
export function disclosureCsv(disclosure: Disclosure, nameOf: (category: string) => string): string {
  const { year, kinds, categories, all, share } = disclosure
  const row = (kind: FeedbackKind | 'all', category: string, figures: Figures) => {
    const { received, handled, withdrawn, within1, within3, within7, over7, rated, satisfaction } = figures
    const concerned = kind === 'transaction' && category === '' && share !== undefined
    return [
      year,
      kind,
      category,
      received,
      handled,
      withdrawn,
      within1,
      within3,
      within7,
      over7,
      rated,
      satisfaction === undefined ? '' : satisfaction.toFixed(2),
      concerned ? share.transactions : '',
      concerned ? (share.ratio * 10_000).toFixed(3) : '',
    ].map((cell) => guardCell(String(cell)))
  }
  return stringify([
    [...COLUMNS],
    ...categories.map((one) => row(one.kind, nameOf(one.category), one)),
    ...kinds.map((one) => row(one.kind, '', one)),
    row('all', '', all),
  ])
}
