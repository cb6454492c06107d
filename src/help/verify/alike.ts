import { skeleton } from './confusables.ts'

/** A stretch of a text, and whether it is where something else than ours stands. */
export interface Stretch {
  readonly text: string
  readonly differs: boolean
}

/** Longer ones are cut before they are compared: nobody registers them, and comparing costs their product. */
const LONGEST = 80

/** Whether people may take one name for the other: it looks the same, or is a slip of the finger away. */
export function isAlike(name: string, ours: string): boolean {
  const [its, own] = [skeleton(name), skeleton(ours)]
  if (its === own) return true
  const slips = own.length >= 8 ? 2 : own.length >= 5 ? 1 : 0
  return Math.abs(its.length - own.length) <= slips && distance(its, own) <= slips
}

/** How many letters must be put in, left out, changed or swapped with their neighbour to make one text of the other. */
export function distance(one: string, other: string): number {
  const [a, b] = [Array.from(one).slice(0, LONGEST), Array.from(other).slice(0, LONGEST)]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of a.entries()) {
    const next = [i + 1]
    for (const [j, its] of b.entries()) {
      const changed = (last[j] ?? 0) + (letter === its ? 0 : 1)
      const swapped =
        i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === its ? (before[j - 1] ?? 0) + 1 : Infinity
      next.push(Math.min(changed, swapped, (next[j] ?? 0) + 1, (last[j + 1] ?? 0) + 1))
    }
    before = last
    last = next
  }
  return last.at(-1) ?? a.length
}

/**
 * The text in stretches, those that are not ours marked: by the longest common subsequence, letter by letter. Where
 * something was left out, its neighbour is marked.
 */
export function differences(text: string, ours: string): Stretch[] {
  const [a, b] = [Array.from(text).slice(0, LONGEST), Array.from(ours).slice(0, LONGEST)]
  const common = commonLengths(a, b)
  const differs: boolean[] = []
  let [i, j] = [0, 0]
  while (i < a.length) {
    if (a[i] === b[j]) {
      differs[i] ??= false
      i += 1
      j += 1
    } else if (j < b.length && (common[i]?.[j + 1] ?? 0) > (common[i + 1]?.[j] ?? 0)) {
      // Left out: its neighbour is marked.
      differs[Math.max(differs.length - 1, 0)] = true
      j += 1
    } else {
      differs[i] = true
      i += 1
    }
  }
  if (j < b.length) differs[Math.max(a.length - 1, 0)] = true
  return stretches(a, differs)
}

/** At [i][j]: how much is common to what follows i in the one and j in the other. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i] ?? []
      row[j] =
        a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return rows
}

function stretches(letters: readonly string[], differs: readonly boolean[]): Stretch[] {
  const found: { text: string; differs: boolean }[] = []
  for (const [index, letter] of letters.entries()) {
    const last = found.at(-1)
    const isMarked = differs[index] ?? false
    if (last?.differs === isMarked) last.text += letter
    else found.push({ text: letter, differs: isMarked })
  }
  return found
}

/** The text with one part of it marked, where it stands last. */
export function marking(text: string, part: string): Stretch[] {
  const at = part === '' ? -1 : text.lastIndexOf(part)
  if (at < 0) return [{ text, differs: true }]
  return [
    { text: text.slice(0, at), differs: false },
    { text: part, differs: true },
    { text: text.slice(at + part.length), differs: false },
  ].filter((stretch) => stretch.text !== '')
}
