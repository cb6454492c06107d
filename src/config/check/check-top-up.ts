import { fenOf } from '../../domain/money.ts'
import type { Complaint } from '../problem.ts'
import type { Outline, OutlinedTerms } from './outline.ts'

/** Each limit is at most the next: what fits at once fits in a day. */
const RISING = ['min', 'perTransaction', 'perDay', 'perMonth', 'perYear', 'lifetime']

/** Banks belong to their channel, limits rise, days are in order, and what is not offered says why. */
export function checkTopUp({ topUp, components }: Outline): Complaint[] {
  const parents = new Map(components.map(({ id, parentId }) => [id, parentId]))
  return topUp.terms.flatMap((terms) => [
    ...checkBank(terms, parents),
    ...checkLimits(terms),
    ...checkDays(terms),
    ...checkReason(terms),
  ])
}

function checkBank(
  { path, channelId, bankId }: OutlinedTerms,
  parents: ReadonlyMap<string | undefined, string | undefined>,
): Complaint[] {
  if (bankId === undefined || !parents.has(bankId) || parents.get(bankId) === channelId) return []
  const message = `found "${bankId}", expected a part of ${channelId === undefined ? 'the channel' : `"${channelId}"`}`
  return [{ path: [...path, 'bankId'], message }]
}

function checkLimits({ path, limits }: OutlinedTerms): Complaint[] {
  const known = RISING.flatMap((key) => {
    const text = limits[key]
    if (typeof text !== 'string') return []
    const fen = fenOf(text)
    return fen === undefined ? [] : [{ key, text, fen }]
  })
  return known.flatMap(({ key, text, fen }, index) => {
    const before = known[index - 1]
    if (before === undefined || before.fen <= fen) return []
    const message = `found "${text}", expected at least ${before.key}, which is "${before.text}"`
    return [{ path: [...path, 'limits', key], message }]
  })
}

function checkDays({ path, settings: { validFrom, validUntil } }: OutlinedTerms): Complaint[] {
  if (typeof validFrom !== 'string' || typeof validUntil !== 'string' || validFrom <= validUntil) return []
  const message = `found "${validUntil}", expected no day before validFrom, which is "${validFrom}"`
  return [{ path: [...path, 'validUntil'], message }]
}

function checkReason({ path, settings }: OutlinedTerms): Complaint[] {
  if (settings['offered'] !== false || settings['reason'] !== undefined) return []
  const message = 'found no reason, expected one: readers ask why a way is not offered'
  return [{ path: [...path, 'offered'], message }]
}
