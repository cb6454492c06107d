import type { Selectable } from 'kysely'

import { type Outcome, OUTCOMES } from '../../domain/outcome.ts'
import { decodeHistogram, encodeHistogram } from './histogram-code.ts'
import { emptyHistogram, type Histogram, mergeHistograms } from './histogram.ts'
import { fromJson, toJson } from '../json.ts'
import type { RollupRow } from '../tables/observations.ts'

/** What a roll-up counts. */
export interface Tally {
  readonly counts: Readonly<Record<Outcome, number>>
  /** How long answers took: of `ok` and `slow` only, since how long a failure took says nothing about waiting. */
  readonly latency: Histogram
  /** How long money took to arrive. */
  readonly credit: Histogram
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  return {
    counts: countsOf((outcome) => a.counts[outcome] + b.counts[outcome]),
    latency: mergeHistograms(a.latency, b.latency),
    credit: mergeHistograms(a.credit, b.credit),
  }
}

export function emptyTally(): Tally {
  return { counts: countsOf(() => 0), latency: emptyHistogram(), credit: emptyHistogram() }
}

export function countsOf(count: (outcome: Outcome) => number): Record<Outcome, number> {
  return {
    ok: count('ok'),
    slow: count('slow'),
    pending: count('pending'),
    tech_fail: count('tech_fail'),
    business_decline: count('business_decline'),
    throttled: count('throttled'),
    maintenance: count('maintenance'),
    probe_fault: count('probe_fault'),
  }
}

type TallyColumns = Pick<Selectable<RollupRow>, 'counts_json' | 'latency_histogram' | 'credit_histogram'>

/** Zeros and empty histograms are left out, as most of them are. */
export function tallyToColumns(tally: Tally): TallyColumns {
  const counted = OUTCOMES.filter((outcome) => tally.counts[outcome] > 0)
  return {
    counts_json: toJson(Object.fromEntries(counted.map((outcome) => [outcome, tally.counts[outcome]]))),
    latency_histogram: toColumn(tally.latency),
    credit_histogram: toColumn(tally.credit),
  }
}

export function tallyFromColumns(row: TallyColumns): Tally {
  const counts = fromJson(row.counts_json)
  return {
    counts: countsOf((outcome) => counts[outcome] ?? 0),
    latency: fromColumn(row.latency_histogram),
    credit: fromColumn(row.credit_histogram),
  }
}

function toColumn(histogram: Histogram): Buffer | null {
  return histogram.counts.size === 0 ? null : encodeHistogram(histogram)
}

/** One that a disk has damaged tells nothing; throwing would stop every later roll-up and the page that reads it. */
function fromColumn(encoded: Buffer | null): Histogram {
  if (encoded === null) return emptyHistogram()
  try {
    return decodeHistogram(encoded)
  } catch {
    return emptyHistogram()
  }
}
