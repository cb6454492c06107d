import type { Thresholds } from '../../domain/thresholds.ts'
import { DEFAULT_THRESHOLDS } from '../compile/defaults.ts'
import type { Layer, Outline } from './outline.ts'
import type { Complaint } from '../problem.ts'

const RATES = ['majorBelow', 'partialBelow', 'degradedBelow'] as const satisfies (keyof Thresholds)[]

/**
 * A graver state needs a lower rate. Judged on what a place comes to together with the wider places it inherits
 * from, and reported at the narrowest place that says something about it.
 */
export function checkThresholds({ thresholds }: Outline): Complaint[] {
  return thresholds.flatMap((layers) => {
    const own = layers.at(-1)
    const said = RATES.filter((rate) => own !== undefined && Object.hasOwn(own.values, rate))
    const [key] = said
    if (own === undefined || key === undefined || isOrdered(layers)) return []
    const found = RATES.map((rate) => `${rate} ${rateOf(rate, layers)}`).join(', ')
    const message = `found ${found}, expected none of these above the next`
    return [{ path: [...own.path, key], message }]
  })
}

function isOrdered(layers: readonly Layer[]): boolean {
  const [major, partial, degraded] = RATES.map((rate) => rateOf(rate, layers))
  // A rate that is no number is the schema's to report: comparing with NaN is false.
  return !(Number(major) > Number(partial) || Number(partial) > Number(degraded))
}

function rateOf(rate: (typeof RATES)[number], layers: readonly Layer[]): number {
  const narrowest = layers.findLast(({ values }) => Object.hasOwn(values, rate))
  return narrowest === undefined ? DEFAULT_THRESHOLDS[rate] : Number(narrowest.values[rate])
}
