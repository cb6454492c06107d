import { hasCardCheckDigit, isCitizenNumber } from './check-digits.ts'
import type { Stretch } from './known-numbers.ts'

/** A number of a card or of a citizen. */
export interface LongNumber extends Stretch {
  readonly kind: 'card' | 'citizen_number'
  /** Called a card's number by the word before it. */
  readonly declared: boolean
}

/** Some digits of a long number, and where they stand. */
interface Group extends Stretch {
  readonly digits: string
  /** What stands before it says that a card's number follows. */
  readonly declared: boolean
}

/**
 * Groups of digits with little between them: blanks, any kind of dash or dot, what nobody sees and comes along with what is
 * copied, or the end of a line.
 */
const GROUPED = /(?<![\dA-Za-z+])\d+(?:(?:[\p{Zs}\t\p{Pd}\p{Cf}\uFE0F\u2212._·•]{1,3}|\n)\d+)*[Xx]?/gu
const GROUP = /\d+[Xx]?/gu
const SHORTEST_CARD = 12
const LONGEST_CARD = 19
/** Each blank can be read in one way only. */
const CARD_WORD =
  /(?:(?:银行|借记|信用|储蓄|贷记)卡(?:卡?号码?)?|卡号码?|银行[账帐][号户]|\bcard[ -]?(?:no|number|num)\b\.?|\b(?:bank|debit|credit)[ -]card\b|\bbank account(?:[ -]?(?:no|number))?\b\.?)[ \t]*(?:(?:是|为|is|was)[ \t]*)?(?:[:#=][ \t]*)?(?:["'“「(（][ \t]*)?(?=\d)/giu

/**
 * Card and citizens' numbers: whole groups of digits that belong together, as many as fit. Of a card is what has its check digit, what
 * is called a card's number, and what looks like one, for a digit typed wrong does not make the rest of it public. What is known to
 * be something else, as `isKnown` says of a stretch, is no part of a card's number.
 */
export function longNumbers(plain: string, isKnown: (stretch: Stretch) => boolean): LongNumber[] {
  const named = new Set([...plain.matchAll(CARD_WORD)].map(({ 0: { length }, index }) => index + length))
  return [...plain.matchAll(GROUPED)].flatMap(({ 0: run, index }) => {
    const groups = [...run.matchAll(GROUP)].map(({ 0: digits, index: within }) => {
      const from = index + within
      return { digits, from, to: from + digits.length, declared: named.has(from) }
    })
    const found: LongNumber[] = []
    let first = 0
    while (first < groups.length) {
      const { number, count } = longestFrom(groups, first, isKnown)
      if (number !== undefined) found.push(number)
      first += count
    }
    return found
  })
}

interface Longest {
  readonly number?: LongNumber
  readonly count: number
}

/** The longest number that begins with a group, and how many groups are read with it: one where there is none. */
function longestFrom(
  groups: readonly Group[],
  first: number,
  isKnown: (stretch: Stretch) => boolean,
): Longest {
  let longest: Longest = { count: 1 }
  let isWholeCard = false
  let digits = ''
  // Each group has a digit at least. What is read is joined step by step: a form may be full of groups.
  for (const [index, last] of groups.slice(first, first + LONGEST_CARD).entries()) {
    digits += last.digits
    const { length } = digits
    if (length > LONGEST_CARD) break
    if (length < SHORTEST_CARD) continue
    const read = groups.slice(first, first + index + 1)
    const { from, declared } = read[0] ?? last
    const { to } = last
    const take = (kind: LongNumber['kind']) => {
      longest = { number: { kind, from, to, declared }, count: read.length }
    }
    if (isCitizenNumber(digits)) take('citizen_number')
    // No card begins with a nought; numbers of places and from abroad do.
    else if (!/^[1-9]\d+$/.test(digits) || isKnown({ from, to })) continue
    else if (hasCardCheckDigit(digits)) {
      take('card')
      isWholeCard = length >= 16
      // What follows a whole card's number is an amount rather than more of it.
    } else if (!isWholeCard && (declared || looksLikeCard(read, digits))) take('card')
  }
  return longest
}

/** UnionPay's own cards, 62 and 16 to 19 digits; or any card's digits in fours as they stand on it. Nobody writes an order's number so. */
function looksLikeCard(groups: readonly Group[], digits: string): boolean {
  if (digits.length < 16) return false
  const isInFours =
    groups.length > 3 &&
    groups.every(({ digits: { length } }, index) => length === 4 || (index === 4 && length < 4))
  return digits.startsWith('62') || (isInFours && /^[3-69]/.test(digits))
}
