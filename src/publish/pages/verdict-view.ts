import { STATES, type State } from '../../domain/state.ts'
import type { PageVerdict } from '../snapshot/snapshot.ts'
import { fullName } from './component-name.ts'
import { plainText } from './local-text.ts'
import type { PageContext, Place } from './page-context.ts'
import { stateView, type StateView } from './state-view.ts'

/** The page's answer: one sentence, and one more that takes the weight off the reader. */
export interface VerdictView extends StateView {
  readonly sentence: string
  readonly lead: string
}

/** Names beyond these are counted: a sentence is to be read at a glance. */
const MOST_NAMES = 3

export function verdictView(context: PageContext): VerdictView {
  const { words, snapshot, deps } = context
  const { verdict } = snapshot
  const wallet = plainText(words, deps.wallet.page.walletName)
  const places = verdict.componentIds.flatMap((id) => context.place(id) ?? [])
  return {
    ...stateView(words, verdict.state),
    sentence: sentenceOf(context, { verdict, places, wallet }),
    lead: words.say(`page:verdict.lead.${leadOf(verdict, places)}`),
  }
}

interface Said {
  readonly verdict: PageVerdict
  readonly places: readonly Place[]
  readonly wallet: string
}

function sentenceOf(context: PageContext, { verdict, places, wallet }: Said): string {
  const { words } = context
  const named = verdict.level === 'some_trouble' || verdict.level === 'maintenance'
  if (!named || places.length === 0) return words.say(`page:verdict.${verdict.level}`, { wallet })
  const shown = places.slice(0, MOST_NAMES)
  const rest = places.length - shown.length
  const clauses = STATES.toReversed().flatMap((state) => clauseOf(context, state, shown, rest))
  return words.say('page:verdict.sentence', { clauses: clauses.join(words.say('page:verdict.comma')) })
}

/** "X and Y are unstable": one clause per state; the gravest also counts those left out. */
function clauseOf(context: PageContext, state: State, shown: readonly Place[], rest: number): string[] {
  const { words } = context
  const names = shown
    .filter(({ component }) => component.state === state)
    .map((place) => fullName(context, place))
  if (names.length === 0) return []
  const counted = state === shown[0]?.component.state && rest > 0
  const all = counted
    ? words.list([...names, ...Array.from({ length: rest }, () => '')], names.length)
    : words.list(names)
  return [words.say(`state:clause.${state}`, { names: all })]
}

function leadOf({ level }: PageVerdict, places: readonly Place[]): string {
  if (level !== 'some_trouble') return level
  const banks = places.length > 0 && places.every(({ component }) => component.kind === 'bank')
  return banks ? 'some_banks' : level
}
