import { median } from './figure.ts'

/** A measured number and its limit, each the median of its runs. */
export interface Pair {
  readonly value: number
  readonly limit: number
}

/**
 * Measures ours and the bare thing by turns, so that whatever else the machine does meets both alike. A first run of
 * each warms up and is not counted.
 */
export async function inTurn<T>(
  times: number,
  { ours, bare }: { ours(): Promise<T>; bare(): Promise<T> },
): Promise<{ readonly ours: readonly T[]; readonly bare: readonly T[] }> {
  await ours()
  await bare()
  const runs: { ours: T; bare: T }[] = []
  for (let run = 0; run < times; run += 1) runs.push({ ours: await ours(), bare: await bare() })
  return { ours: runs.map((run) => run.ours), bare: runs.map((run) => run.bare) }
}

/** One number of such runs. */
export function pairOf<T>(
  runs: { readonly ours: readonly T[]; readonly bare: readonly T[] },
  number: (run: T) => number,
): Pair {
  return { value: median(runs.ours.map(number)), limit: median(runs.bare.map(number)) }
}
