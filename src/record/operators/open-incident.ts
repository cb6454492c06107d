import type { AffectedComponent } from '../../domain/incident.ts'
import type { Component } from '../../domain/component.ts'
import { isBack } from '../../domain/phases.ts'
import { gravestImpact, impactOf } from '../../judge/impact.ts'
import { newId } from '../../lib/id.ts'
import { openIncidents, type StoredIncident } from '../../store/incidents/incidents.ts'
import { say } from '../../store/incidents/said.ts'
import { componentsNamed, type Desk } from './desk.ts'
import { OpenIncidentInput } from './input.ts'
import { checkAnswers, mergeAnswers } from './read-answers.ts'
import { readInput, readMoment } from './read-input.ts'
import { refuse, type InputProblem } from './record-error.ts'
import { takeOver } from './take-over.ts'
import { postUpdate, writeIncident } from '../incidents/write-incident.ts'

export interface Opened {
  readonly incident: StoredIncident
  /** Published incidents that are about the same components already. */
  readonly beside: readonly StoredIncident[]
}

/**
 * Opens an incident in a person's words, on the page at once. Drafts of a machine's hand over the components that it
 * is about. Throws RecordError with everything that is wrong; then nothing is written.
 */
export async function openIncident(desk: Desk, input: unknown, now: number): Promise<Opened> {
  const given = readInput(OpenIncidentInput, input)
  const problems: InputProblem[] = []
  const { zone } = desk.wallet.page
  const { named, affected: components } = affectedBy(desk, given.components, { now, problems })
  const startedAt = readMoment(given.startedAt, { path: 'startedAt', zone, problems }) ?? now
  if (startedAt > now)
    problems.push({ path: 'startedAt', message: 'lies in the future, expected when the trouble began' })
  const answers = mergeAnswers({}, given.answers, { zone, problems, now })
  const money = named.some((component) => component.money)
  refuse([...problems, ...checkAnswers(answers, given.answers, { money, promise: true, now })])

  const phase = given.phase ?? 'investigating'
  const incident: StoredIncident = {
    id: newId(),
    title: given.title,
    phase,
    impact: given.impact ?? gravestImpact([impactOf(components, desk.wallet.components), 'minor']),
    origin: 'operator',
    publication: 'published',
    startedAt,
    publishedAt: now,
    ...(isBack({ phase }) && { monitoringAt: now }),
    money,
    answers,
    components,
    updates: [],
  }
  return desk.db.transaction().execute(async (tx) => {
    const about = (await openIncidents(tx)).filter((one) => isAboutAny(one, components))
    for (const draft of about.filter(({ publication }) => publication === 'draft')) {
      await takeOver(tx, draft, { incident, components: desk.wallet.components })
    }
    await writeIncident(tx, incident, undefined)
    if (!isBack(incident)) {
      for (const { componentId, worst: state } of components) {
        await say(tx, { incidentId: incident.id, componentId, state, at: startedAt })
      }
    }
    const posted = await postUpdate(tx, incident, { body: given.body, phase, at: now, author: 'operator' })
    return { incident: posted, beside: about.filter(({ publication }) => publication === 'published') }
  })
}

/** Reads the components a person adds to an incident; unknown ones join the problems. */
export function affectedBy(
  desk: Desk,
  given: readonly { readonly id: string; readonly state: AffectedComponent['worst'] }[],
  { now, problems }: { readonly now: number; readonly problems: InputProblem[] },
): { readonly named: readonly Component[]; readonly affected: readonly AffectedComponent[] } {
  const named = componentsNamed(
    desk,
    given.map(({ id }) => id),
    { path: (index) => `components[${index}].id`, problems },
  )
  return { named, affected: given.map(({ id, state }) => ({ componentId: id, worst: state, joinedAt: now })) }
}

function isAboutAny(one: StoredIncident, components: readonly AffectedComponent[]): boolean {
  const ids = new Set(components.map(({ componentId }) => componentId))
  return one.components.some(({ componentId }) => ids.has(componentId))
}
