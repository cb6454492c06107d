/** One measured number, beside the limit that was measured in the same run and the goal it should reach. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the machine can do at best at this, measured in the same run, in the same unit. */
  readonly limit: number
  readonly goal?: Goal
}

export interface Goal {
  readonly of: 'value' | 'ratio'
  readonly atLeast?: number
  readonly atMost?: number
}

/** A bench measures one thing and prints nothing; the table is bench.ts's business. */
export interface Bench {
  readonly name: string
  run(): Promise<readonly Figure[]>
}

export function ratioOf({ value, limit }: Figure): number {
  return value / limit
}

/** Whether the goal is reached; undefined where none is set. */
export function reaches(figure: Figure): boolean | undefined {
  if (figure.goal === undefined) return undefined
  const { of, atLeast = -Infinity, atMost = Infinity } = figure.goal
  const measured = of === 'ratio' ? ratioOf(figure) : figure.value
  return measured >= atLeast && measured <= atMost
}

/** The value below which a share `q` (0 to 1) of the samples lies. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}
