import type { State } from '../../../domain/state.ts'
import { toneOf } from '../../../help/incident/incident-tone.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import type { TimeView } from '../../../lib/words/times.ts'
import { shortAnswers, type AnswerView } from './answers.ts'
import { textView, type TextView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { isBack } from '../../../domain/phases.ts'

/** An incident as a card: enough to know what to do, and one link for the rest. */
export interface IncidentCardView {
  readonly href: string
  /** Before a title that tells of trouble, once the service can be used again. */
  readonly back: string | null
  readonly title: TextView
  readonly tone: State
  readonly phase: string
  readonly since: TimeView
  readonly answers: readonly AnswerView[]
}

export function incidentCard(context: PageContext, incident: PublicIncident): IncidentCardView {
  const { words, prefix, now } = context
  return {
    href: `${prefix}/incidents/${incident.id}`,
    back: isBack(incident) ? words.say('page:incidents.back') : null,
    title: textView(words, incident.title),
    tone: toneOf(incident),
    phase: words.say(`state:phase.${incident.phase}`),
    since: words.moment(incident.startedAt, now),
    answers: shortAnswers(context, incident),
  }
}
