import type { Symptom } from '../domain/symptom.ts'

type Known = Pick<Symptom, 'id' | 'codes' | 'phrases'>

/** What stands in a field is read so far; a whole message is shorter. */
const LONGEST = 300

/**
 * The symptom that typed words are about: by a code in them, and otherwise by the longest phrase of one; undefined where
 * nothing is known of it. Width and case make no difference, nor do spaces within a phrase.
 */
export function findSymptom<One extends Known>(symptoms: readonly One[], typed: string): One | undefined {
  const plain = plainly(typed.slice(0, LONGEST))
  const words = new Set(plain.split(/[^A-Z0-9_.-]+/u).map(withoutEnds))
  const byCode = symptoms.find(({ codes }) => codes.some((code) => words.has(plainly(code))))
  if (byCode !== undefined) return byCode
  const text = closely(plain)
  const found = symptoms.flatMap((one) =>
    one.phrases.flatMap((phrase) => {
      const wanted = closely(plainly(phrase))
      return wanted !== '' && text.includes(wanted) ? [{ one, length: wanted.length }] : []
    }),
  )
  return found.toSorted((a, b) => b.length - a.length)[0]?.one
}

function plainly(text: string): string {
  return text.normalize('NFKC').toUpperCase()
}

/** A code at the end of a sentence keeps its letters and loses the full stop. */
function withoutEnds(word: string): string {
  return word.replace(/^[.-]+/u, '').replace(/[.-]+$/u, '')
}

function closely(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}
