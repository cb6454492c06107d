import type { AffectedComponent, Phase } from '../../domain/incident.ts'
import { isBack } from '../../domain/phases.ts'
import { isImpaired, SEVERITY } from '../../domain/state.ts'
import { gravestImpact, impactOf } from '../../judge/impact.ts'
import { incidentById, type StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { say, unsay } from '../../store/incidents/said.ts'
import type { Desk } from './desk.ts'
import { UpdateIncidentInput } from './input.ts'
import { affectedBy } from './open-incident.ts'
import { checkAnswers, mergeAnswers } from './read-answers.ts'
import { readInput } from './read-input.ts'
import { RecordError, refuse, type InputProblem } from './record-error.ts'
import { postUpdate, writeIncident } from '../incidents/write-incident.ts'

/**
 * Posts a person's update. A draft is thereby published, in their words. Throws RecordError with everything that is
 * wrong; then nothing is written.
 */
export async function updateIncident(
  desk: Desk,
  { id, input }: { readonly id: string; readonly input: unknown },
  now: number,
): Promise<StoredIncident> {
  const given = readInput(UpdateIncidentInput, input)
  return desk.db.transaction().execute(async (tx) => {
    const before = await incidentNamed(tx, id)
    const problems: InputProblem[] = []
    const over = before.resolvedAt !== undefined
    const phase = phaseAfter(before, given.phase, problems)
    const { named, affected: spokenOf } = affectedBy(desk, given.components ?? [], { now, problems })
    const affected = spokenOf.filter(({ worst }) => isImpaired(worst))
    const answers = mergeAnswers(before.answers, given.answers ?? {}, {
      zone: desk.wallet.page.zone,
      problems,
      now,
    })
    const money = before.money || named.some((component) => component.money)
    refuse([...problems, ...checkAnswers(answers, given.answers, { money, promise: !over, now })])

    const components = joined(before.components, affected)
    const worked = gravestImpact([before.impact, impactOf(components, desk.wallet.components)])
    const { publishAt: _, monitoringAt, ...rest } = before
    const watched = phase === 'monitoring' || phase === 'reconciling'
    const watchedAt = watched ? (monitoringAt ?? now) : over ? monitoringAt : undefined
    const incident: StoredIncident = {
      ...rest,
      title: given.title ?? before.title,
      phase,
      impact: given.impact ?? worked,
      publication: 'published',
      publishedAt: before.publishedAt ?? now,
      ...(watchedAt !== undefined && { monitoringAt: watchedAt }),
      money,
      answers,
      components,
    }
    await writeIncident(tx, incident, before)
    if (isBack(incident)) await unsay(tx, id)
    else {
      for (const { componentId, worst: state } of spokenOf) {
        await say(tx, { incidentId: id, componentId, state, at: now })
      }
    }
    return postUpdate(tx, incident, { body: given.body, phase, at: now, author: 'operator' })
  })
}

/** The incident with this id; throws RecordError where there is none. */
export async function incidentNamed(db: Db, id: string): Promise<StoredIncident> {
  const incident = await incidentById(db, id)
  if (incident === undefined) throw new RecordError([{ path: '', message: `there is no incident "${id}"` }])
  return incident
}

function phaseAfter(before: StoredIncident, asked: Phase | undefined, problems: InputProblem[]): Phase {
  const phase = asked ?? before.phase
  const complain = (message: string) => problems.push({ path: 'phase', message })
  if (before.publication === 'dropped') {
    complain('this draft was dropped; open an incident of your own instead')
  } else if (before.resolvedAt !== undefined && phase !== 'postmortem') {
    complain('this incident is resolved; expected postmortem')
  } else if (before.resolvedAt === undefined && phase === 'postmortem') {
    complain('this incident is not resolved yet; a postmortem follows its end')
  }
  return phase
}

/** Those affected with some more; each keeps when it joined, and the graver of two states. */
function joined(
  before: readonly AffectedComponent[],
  more: readonly AffectedComponent[],
): readonly AffectedComponent[] {
  const ids = new Map(before.map((one) => [one.componentId, one]))
  for (const one of more) {
    const known = ids.get(one.componentId)
    if (known === undefined) ids.set(one.componentId, one)
    else if (SEVERITY[one.worst] > SEVERITY[known.worst])
      ids.set(one.componentId, { ...known, worst: one.worst })
  }
  return [...ids.values()]
}
