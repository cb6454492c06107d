/**
 * The candidate a person most likely meant: at most one slip per three letters away. Undefined where nothing is
 * near, since a wild guess misleads.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3))
  const [best] = candidates
    .map((candidate) => ({ candidate, slips: slipsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .toSorted((a, b) => a.slips - b.slips)
  return best?.candidate
}

/** Letters to insert, drop or swap until one word is the other (Levenshtein, 1965). */
export function slipsBetween(a: string, b: string): number {
  const row = lastRow(
    a,
    Array.from({ length: b.length + 1 }, (_, index) => index),
    b,
  )
  return row.at(-1) ?? 0
}

/** The same until the word is some stretch of the text (Sellers, 1980): wherever it begins costs nothing. */
export function slipsWithin(word: string, text: string): number {
  const row = lastRow(
    word,
    Array.from({ length: text.length + 1 }, () => 0),
    text,
  )
  return Math.min(...row)
}

function lastRow(a: string, first: readonly number[], b: string): readonly number[] {
  let row = first
  const letters = b.split('')
  for (const letter of a.split('')) {
    const next = [(row[0] ?? 0) + 1]
    for (const [j, other] of letters.entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row
}
