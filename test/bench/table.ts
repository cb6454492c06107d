import { type Figure, type Goal, ratioOf, reaches } from './figure.ts'

const HEADINGS = ['figure', 'value', 'unit', 'limit', 'ratio', 'goal', 'reached']

/** The figures as an aligned Markdown table, bench after bench. */
export function tableOf(results: Readonly<Record<string, readonly Figure[]>>): string {
  const rows = Object.entries(results).flatMap(([bench, figures]) =>
    figures.map((figure) => [
      `${bench}: ${figure.name}`,
      rounded(figure.value),
      figure.unit,
      rounded(figure.limit),
      rounded(ratioOf(figure)),
      figure.goal === undefined ? '' : goalText(figure.goal),
      { true: 'yes', false: 'NO', undefined: '' }[String(reaches(figure))] ?? '',
    ]),
  )
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (isNumeric(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [line(HEADINGS), rule, ...rows.map(line)].join('\n')
}

function isNumeric(column: number): boolean {
  return ['value', 'limit', 'ratio'].includes(HEADINGS[column] ?? '')
}

function goalText({ of, atLeast, atMost }: Goal): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`
  return of === 'ratio' ? `ratio ${bound}` : bound
}

function rounded(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toPrecision(3)
}
