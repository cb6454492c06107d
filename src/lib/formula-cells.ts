/** Spreadsheets take a cell that begins so for a formula, wide letters of Chinese keyboards included. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/
const GUARDED = /^'+[=+\-@＝＋－＠\t\r\n]/

/** A cell that no spreadsheet runs: whoever subscribes chooses what stands in it. The apostrophe is what spreadsheets know. */
export function guardCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** The same cell as it was. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell
}
