import type { JudgedWay, Standing } from './ways.ts'

/** What a reader wants to use; absent where they did not say. */
export interface Wish {
  readonly channelId?: string
  readonly bank?: string
}

/**
 * The answer in a word: `ready` works as asked, `split` works in parts, `limited` works but not for this amount; otherwise how
 * the best of what was asked stands.
 */
export type Answer = 'ready' | 'split' | 'limited' | Exclude<Standing, 'works'> | 'no_such_way'

export interface Advice {
  readonly answer: Answer
  /** What was asked about, the best first; empty where channel and bank do not go together. */
  readonly asked: readonly JudgedWay[]
  /** Ready ways beside what was asked, the best first. */
  readonly others: readonly Recommended[]
}

/** A way that can be recommended, with how it stands out among all that can. */
export interface Recommended {
  readonly judged: JudgedWay
  /** Needs a card of a bank that was not named. */
  readonly otherBank: boolean
  /** Further banks of the same channel that are ready; the best stands for them. */
  readonly moreBanks: number
  /** No ready way costs less, and at least one costs more. */
  readonly cheapest: boolean
  /** No ready way is known to be faster, and at least one is known to be slower. */
  readonly fastest: boolean
}

/** From what helps most to what helps least. */
const ORDER: readonly Answer[] = [
  'ready',
  'split',
  'soon',
  'unsteady',
  'unknown',
  'limited',
  'maintenance',
  'refused',
  'down',
  'not_offered',
]

/** Will it work, and what else would. Only what is ready is ever recommended. */
export function advise(ways: readonly JudgedWay[], wish: Wish): Advice {
  const asked = askedOf(ways, wish).toSorted(
    (a, b) => ORDER.indexOf(answerOf(a)) - ORDER.indexOf(answerOf(b)) || rank(wish)(a, b),
  )
  const ready = ways.filter((one) => one.ready)
  const [best] = asked
  // Who named nothing asks for the best there is; everything else ready stands beside it.
  const named = wish.channelId !== undefined || wish.bank !== undefined
  const answered = named ? asked : asked.slice(0, 1)
  return {
    answer: best === undefined ? 'no_such_way' : answerOf(best),
    asked: answered,
    others: onePerChannel(ready.filter((one) => !answered.includes(one)).toSorted(rank(wish)), wish).map(
      (one) => ({
        ...one,
        otherBank: needsOtherBank(one.judged, wish),
        cheapest: isLeast(one.judged, ready, feeFor),
        fastest: isLeast(one.judged, ready, speedOf),
      }),
    ),
  }
}

/** Six banks of one channel are one piece of advice; the bank that was named always stands for itself. */
function onePerChannel(ranked: readonly JudgedWay[], { bank }: Wish) {
  const byChannel = Map.groupBy(ranked, ({ way }) =>
    way.bank === undefined || way.bank === bank ? way.componentId : ` ${way.channelId}`,
  )
  return [...byChannel.values()].flatMap(([judged, ...more]) =>
    judged === undefined ? [] : [{ judged, moreBanks: more.length }],
  )
}

/** How one way answers the question. */
function answerOf({ ready, standing, split }: JudgedWay): Answer {
  if (ready) return 'ready'
  if (standing !== 'works') return standing
  return split === undefined ? 'limited' : 'split'
}

/** A bank that was named matters only to channels that have banks. */
function askedOf(ways: readonly JudgedWay[], { channelId, bank }: Wish): JudgedWay[] {
  const ofChannel = ways.filter(({ way }) => channelId === undefined || way.channelId === channelId)
  if (bank === undefined) return ofChannel
  return ofChannel.filter(({ way }) => (way.bank === undefined ? channelId !== undefined : way.bank === bank))
}

/** What the reader has at hand first, then the lowest fee, then the fastest; a fee that is not known comes last. */
function rank(wish: Wish) {
  return (a: JudgedWay, b: JudgedWay): number =>
    Number(needsOtherBank(a, wish)) - Number(needsOtherBank(b, wish)) ||
    compare(feeFor(a), feeFor(b)) ||
    compare(speedOf(a), speedOf(b))
}

function needsOtherBank({ way }: JudgedWay, { bank }: Wish): boolean {
  return way.bank !== undefined && bank !== undefined && way.bank !== bank
}

function feeFor({ fee }: JudgedWay): number {
  return fee ?? Infinity
}

/** What was seen tells more than what was promised. */
function speedOf({ way }: JudgedWay): number {
  return way.usualMs ?? way.terms?.arrivesWithin ?? Infinity
}

function isLeast(one: JudgedWay, among: readonly JudgedWay[], measure: (way: JudgedWay) => number): boolean {
  const own = measure(one)
  const all = among.map(measure)
  return all.every((other) => own <= other) && all.some((other) => own < other)
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}
