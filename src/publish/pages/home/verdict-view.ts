import { calledBy } from '../../../domain/called.ts'
import { STATES, type State } from '../../../domain/state.ts'
import type { PageVerdict } from '../../snapshot/snapshot.ts'
import { shortCalled } from '../components/component-name.ts'
import type { Words } from '../../../lib/words/words.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext, Place } from '../page-context.ts'
import { stateView, type StateView } from '../components/state-view.ts'
import { leadOf, MOST_NAMES } from './verdict-lead.ts'

/** The page's answer: one sentence, and one more that takes the weight off the reader. */
export interface VerdictView extends StateView {
  readonly sentence: string
  readonly lead: string
}

export function verdictView(context: PageContext): VerdictView {
  const { words, snapshot, deps } = context
  const { verdict } = snapshot
  const wallet = plainText(words, deps.wallet.page.walletName)
  const places = verdict.componentIds.flatMap((id) => context.place(id) ?? [])
  return {
    ...stateView(words, verdict.state),
    sentence: sentenceOf(context, { verdict, places, wallet }),
    lead: leadOf(context),
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
  if (!named || places.length === 0) {
    const key = verdict.level === 'wallet_down' && isWhole(context, places) ? 'wholly_down' : verdict.level
    return words.say(`page:verdict.${key}`, { wallet })
  }
  let room = MOST_NAMES
  const clauses = STATES.toReversed().flatMap((state) => {
    const hits = places
      .filter(({ component }) => component.state === state)
      .map(({ component }) => ({ componentId: component.id, worst: state }))
    const names = shortCalled(context, hits)
    const shown = names.slice(0, room)
    room -= shown.length
    return shown.length === 0 ? [] : clause(words, state, { shown, rest: names.length - shown.length })
  })
  return words.say('page:verdict.sentence', { clauses: clauses.join(words.say('page:verdict.comma')) })
}

/** By the same rule as an incident is called: "most of it" beside "the whole wallet" would be two truths. */
function isWhole({ deps }: PageContext, places: readonly Place[]): boolean {
  const hits = places.map(({ component: { id, state } }) => ({ componentId: id, worst: state }))
  return calledBy(deps.wallet.components, hits)[0]?.kind === 'wallet'
}

/** "X and Y may fail or be slow"; those beyond the ones shown are counted. */
function clause(
  words: Words,
  state: State,
  { shown, rest }: { readonly shown: readonly string[]; readonly rest: number },
): string {
  const names =
    rest === 0
      ? words.list(shown)
      : words.list([...shown, ...Array.from({ length: rest }, () => '')], shown.length)
  return words.say(`state:clause.${state}`, { names })
}
