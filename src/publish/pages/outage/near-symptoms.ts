import type { Symptom } from '../../../domain/symptom.ts'
import { closely, plainly } from '../../../help/outage/find-symptom.ts'
import { slipsWithin } from '../../../lib/nearest.ts'

/** A message that somebody copied is read so far. */
const LONGEST = 60
/** Shorter ones fit into anything with a slip. */
const SHORTEST = 3
/** From this length on two slips are forgiven, below it one. */
const LONG = 8
const MOST = 3

/** What somebody may have meant by words that nobody knows: a code or a phrase of the dictionary but for a slip, nearest first. */
export function nearSymptoms(symptoms: readonly Symptom[], typed: string): readonly Symptom[] {
  const text = spelling(typed.slice(0, LONGEST))
  const near = symptoms.flatMap((symptom) => {
    const slips = [...symptom.codes.filter((code) => !code.endsWith('*')), ...symptom.phrases].flatMap(
      (known) => slipsOf(spelling(known), text),
    )
    return slips.length === 0 ? [] : [{ symptom, slips: Math.min(...slips) }]
  })
  return near
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, MOST)
    .map(({ symptom }) => symptom)
}

/** As a share of the word, so that one slip in three letters is further off than one in ten. */
function slipsOf(known: string, text: string): number[] {
  if (known.length < SHORTEST || /^[0-9]+$/u.test(known)) return []
  const slips = slipsWithin(known, text)
  return slips <= (known.length < LONG ? 1 : 2) ? [slips / known.length] : []
}

/** However people part the words of a code. */
function spelling(text: string): string {
  return closely(plainly(text)).replaceAll(/[_-]/gu, '')
}
