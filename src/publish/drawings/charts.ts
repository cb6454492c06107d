/** One step of a measured series: half of the answers were faster than `p50Ms`, 95 % faster than `p95Ms`. */
interface ChartPoint {
  readonly at: number
  readonly p50Ms: number
  readonly p95Ms: number
}

/** What to draw: points oldest first, one every `stepMs` where something was measured. */
export interface ChartSeries {
  readonly points: readonly ChartPoint[]
  readonly fromAt: number
  readonly toAt: number
  readonly stepMs: number
}

/** A drawing of 100 × 100 that the page stretches to its width; labels stand around it as text. */
export interface Chart {
  readonly line: string
  readonly band: string
  /** The value at the top edge, ms. */
  readonly topMs: number
}

/** Draws the median as a line and the span up to p95 as a band; undefined when there is nothing to draw. */
export function drawChart({ points, fromAt, toAt, stepMs }: ChartSeries): Chart | undefined {
  const highest = Math.max(0, ...points.map(({ p95Ms }) => p95Ms))
  if (highest === 0) return undefined
  const topMs = roundUp(highest)
  const x = (at: number) => tenth(((at - fromAt) / (toAt - fromAt)) * 100)
  const y = (ms: number) => tenth(100 - (ms / topMs) * 100)
  const pieces = unbroken(points, stepMs)
  const line = pieces.map((piece) => path(piece.map(({ at, p50Ms }) => [x(at), y(p50Ms)])))
  const band = pieces.map((piece) => {
    const upper = piece.map(({ at, p95Ms }) => [x(at), y(p95Ms)] as const)
    const lower = piece.map(({ at, p50Ms }) => [x(at), y(p50Ms)] as const)
    return `${path([...upper, ...lower.toReversed()])}z`
  })
  return { topMs, line: line.join(''), band: band.join('') }
}

/** Splits a series where steps are missing: the line breaks rather than guesses. */
function unbroken(points: readonly ChartPoint[], stepMs: number): ChartPoint[][] {
  const pieces: ChartPoint[][] = []
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    const current = pieces.at(-1)
    // Half a step of tolerance: days of 23 and 25 hours follow one another as well.
    if (before !== undefined && current !== undefined && point.at - before.at < stepMs * 1.5)
      current.push(point)
    else pieces.push([point])
  }
  return pieces
}

/** A lone point becomes a short dash, since a path of one point draws nothing. */
function path(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const to = rest.length === 0 ? 'h.5' : rest.map(([x, y]) => `L${x} ${y}`).join('')
  return `M${first[0]} ${first[1]}${to}`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** The next 1, 2, 3, 5 or 8 times a power of ten: a top edge people can read. */
function roundUp(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms))
  return power * ([1, 2, 3, 5, 8, 10].find((digit) => digit * power >= ms) ?? 10)
}
