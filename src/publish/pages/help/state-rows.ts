import { toneOf } from '../../../help/incident/incident-tone.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { TimeView } from '../../../lib/words/times.ts'
import { componentHref, fullName } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { stateView, type StateView } from '../components/state-view.ts'
import { incidentsOf, workedOnIn } from './standing.ts'

/** A component, or an incident, as a line to go to. */
export interface StateRow {
  readonly name: string
  readonly href: string
  readonly state: StateView
  /** Since when it has not been well. */
  readonly since: TimeView | null
}

/** Each of these components with its state. */
export function stateRows(context: PageContext, componentIds: readonly string[]): StateRow[] {
  const { words, now } = context
  return componentIds.flatMap((id) => {
    const place = context.place(id)
    if (place === undefined) return []
    const { state, sinceAt } = place.component
    const since = state === 'operational' || sinceAt === undefined ? null : words.moment(sinceAt, now)
    return {
      name: fullName(context, place),
      href: componentHref(context, id),
      state: stateView(words, state),
      since,
    }
  })
}

/** What is not well: incidents first, then components, then what is worked on in those that are well without it. */
export function troubleRows(context: PageContext, componentIds: readonly string[]): StateRow[] {
  const { words, now, prefix } = context
  const incidents = incidentsOf(context, componentIds).map((incident) => ({
    name: plainText(words, incident.title),
    href: `${prefix}/incidents/${incident.id}`,
    state: { state: toneOf(incident), word: words.say(`state:phase.${incident.phase}`) },
    since: words.moment(incident.startedAt, now),
  }))
  const rows = stateRows(context, componentIds)
  const workedOn = componentIds.flatMap((id) => {
    const component = context.place(id)?.component
    return component === undefined ? [] : workedOnIn(component).map((part) => part.id)
  })
  return [
    ...incidents,
    ...rows.filter(({ state }) => state.state !== 'operational'),
    ...stateRows(context, workedOn),
  ]
}

/** The same in a sentence, for those who read no page. */
export function rowInWords({ words }: PageContext, { name, state, since }: StateRow): string {
  return since === null
    ? words.say('article:row.plain', { name, state: state.word })
    : words.say('article:row.since', { name, state: state.word, time: since.text })
}
