import { core, type NamedBank } from '../../../help/top-up/find-bank.ts'
import { slipsBetween, slipsWithin } from '../../../lib/nearest.ts'

/** From this length on two slips are forgiven, below it one. */
const LONG = 8
const MOST = 3
/** Shorter ones are a part of any name but for a slip. */
const SHORTEST_PART = 4

/** The banks, by key, that somebody may have meant by a name that none bears: one that is theirs but for a slip, nearest first. */
export function nearBanks(banks: readonly NamedBank[], typed: string): readonly string[] {
  const word = core(typed)
  const allowed = word.length < LONG ? 1 : 2
  return banks
    .map(({ key, names }) => ({
      key,
      slips: Math.min(...names.map((name) => slipsFrom(word, core(name)))),
    }))
    .filter(({ slips }) => slips <= allowed && slips < word.length)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, MOST)
    .map(({ key }) => key)
}

/** People say half of a name. */
function slipsFrom(word: string, name: string): number {
  return word.length < SHORTEST_PART ? slipsBetween(word, name) : slipsWithin(word, name)
}
