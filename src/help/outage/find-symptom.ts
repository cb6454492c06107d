import type { Symptom, SymptomCause } from '../../domain/symptom.ts'

type Known = Pick<Symptom, 'id' | 'codes' | 'phrases' | 'cause'>

/** What stands in a field is read so far; a whole message is shorter. */
const LONGEST = 300

/** 500 in "topped up 500" is an amount: a bare number is a code only after a word that says so, or standing alone. */
const BARE_NUMBER = /^[0-9]+$/u
const NAMED_NUMBER =
  /(?:错误码?|代码|状态码|返回码|编号|CODE|ERROR|ERR|HTTP|STATUS)[\s:#=“"'(]*([0-9]{2,8})(?![0-9])/gu

/**
 * The symptom that typed words are about; undefined where nothing is known of it. Whoever was charged is told of that
 * whatever else the screen says, since paying again costs most; then a code decides, then the longest phrase. Width
 * and case make no difference, nor do spaces within a phrase.
 */
export function findSymptom<One extends Known>(symptoms: readonly One[], typed: string): One | undefined {
  const plain = plainly(typed.slice(0, LONGEST))
  const said = bySpecificPhrase(symptoms, closely(plain))
  return said?.cause === 'charged' ? said : (byCode(symptoms, codesIn(plain)) ?? said)
}

/** The symptom of one code, typed as it stands: exactly it or, failing that, the longest family it belongs to (`E50*`). */
export function symptomOfCode<One extends Known>(symptoms: readonly One[], code: string): One | undefined {
  return byCode(symptoms, [plainly(code).trim()])
}

function byCode<One extends Known>(symptoms: readonly One[], words: readonly string[]): One | undefined {
  const known = symptoms.flatMap((one) => one.codes.map((code) => ({ one, code: plainly(code) })))
  const exact = known.find(({ code }) => words.includes(code))
  if (exact !== undefined) return exact.one
  const families = known.filter(
    ({ code }) => code.endsWith('*') && words.some((word) => isOfFamily(word, code.slice(0, -1))),
  )
  return families.toSorted((a, b) => b.code.length - a.code.length)[0]?.one
}

function isOfFamily(word: string, beginning: string): boolean {
  return word.length > beginning.length && word.startsWith(beginning)
}

/** What of a sentence may be a code: words of code letters, and numbers that are called one. */
function codesIn(plain: string): string[] {
  const words = plain.split(/[^A-Z0-9_.-]+/u).map(withoutEnds)
  const named = [...plain.matchAll(NAMED_NUMBER)].flatMap(([, number]) => number ?? [])
  const alone = plain.trim()
  return [...words.filter((word) => word !== '' && (word === alone || !BARE_NUMBER.test(word))), ...named]
}

/** Of the phrases that are found: the charged first, what says why before what only says that it failed, then the longest. */
function bySpecificPhrase<One extends Known>(symptoms: readonly One[], text: string): One | undefined {
  const found = symptoms.flatMap((one) =>
    one.phrases.flatMap((phrase) => {
      const wanted = closely(plainly(phrase))
      return wanted !== '' && text.includes(wanted) ? [{ one, length: wanted.length }] : []
    }),
  )
  return found.toSorted((a, b) => rankOf(a.one.cause) - rankOf(b.one.cause) || b.length - a.length)[0]?.one
}

/** "Top-up failed: not enough balance" is about the balance: these three say only that something failed. */
const VAGUE: readonly SymptomCause[] = ['bank', 'ours', 'network']

function rankOf(cause: SymptomCause): number {
  if (cause === 'charged') return 0
  return VAGUE.includes(cause) ? 2 : 1
}

/** Without difference of width and case. */
export function plainly(text: string): string {
  return text.normalize('NFKC').toUpperCase()
}

/** A code at the end of a sentence keeps its letters and loses the full stop. */
function withoutEnds(word: string): string {
  return word.replace(/^[.-]+/u, '').replace(/[.-]+$/u, '')
}

/** Without spaces. */
export function closely(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}
