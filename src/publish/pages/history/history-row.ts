import type { State } from '../../../domain/state.ts'
import { toneOf } from '../../../help/incident/incident-tone.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { incidentNames } from '../../../lib/words/component-names.ts'
import { textView, type TextView } from '../../../lib/words/local-text.ts'
import { timeOut } from '../incidents/time-out.ts'
import type { PageContext } from '../page-context.ts'
import type { TimeView } from '../../../lib/words/times.ts'

/** An incident as a row of the past. */
export interface HistoryRowView {
  readonly href: string
  readonly title: TextView
  readonly tone: State
  readonly phase: string
  readonly impact: string
  readonly began: TimeView
  /** How long it lasted; null while it lasts. */
  readonly lasted: string | null
  readonly names: string
}

const MOST_NAMES = 4

export function historyRow(context: PageContext, incident: PublicIncident): HistoryRowView {
  const { words, prefix, now, place, deps } = context
  const outMs = timeOut(incident)
  return {
    href: `${prefix}/incidents/${incident.id}`,
    title: textView(words, incident.title),
    tone: toneOf(incident),
    phase: words.say(`state:phase.${incident.phase}`),
    impact: words.say(`state:impact.${incident.impact}`),
    began: words.dateClock(incident.startedAt, now),
    lasted: outMs === undefined ? null : words.duration(outMs),
    names: words.list(incidentNames(words, incident.components, { wallet: deps.wallet, place }), MOST_NAMES),
  }
}
