import type { Triage } from '../../../help/outage/triage.ts'
import { speaksForItself } from '../../../help/outage/whose-trouble.ts'
import type { WaitingHotline } from '../hotline/waiting-hotlines.ts'
import type { PageContext } from '../page-context.ts'
import type { Wondered } from './outage-query.ts'

/** Where to go from here, with what is known already. */
export function onward(
  context: PageContext,
  wondered: Wondered,
  triage: Triage,
  lines: readonly WaitingHotline[],
) {
  const { words, prefix, deps } = context
  const { task, symptom } = wondered
  const { answer, incidentIds } = triage
  const componentId = likelyComponent(context, wondered, triage)
  const about = new URLSearchParams({ ...(componentId !== undefined && { component: componentId }) })
  const known = new URLSearchParams(about)
  if (incidentIds[0] !== undefined) known.set('incident', incidentIds[0])
  const sheet = new URLSearchParams(known)
  const code = symptom?.codes.find((one) => !one.endsWith('*'))
  if (code !== undefined) sheet.set('code', code)
  const isKnown = answer === 'ours' || answer === 'bank'
  const isOwn =
    answer === 'restricted' || (answer === 'yours' && symptom !== undefined && speaksForItself(symptom.cause))
  return {
    callHelps: words.say(`help:call.${callHelps(triage, lines)}`),
    sheetHref: withQuery(`${prefix}/hotline/sheet`, sheet),
    feedbackHref: withQuery(`${prefix}/feedback`, known),
    // Where we see it ourselves nobody needs to tell us, and a limit of one's own is no report.
    reportHref:
      isKnown || answer === 'planned' || isOwn || deps.wallet.reports === undefined
        ? null
        : withQuery(`${prefix}/report`, about),
    again: task === undefined && symptom === undefined ? null : `${prefix}/help/outage`,
  }
}

function callHelps({ answer, incidentIds }: Triage, lines: readonly WaitingHotline[]): string {
  // Nobody who was robbed may be sent to a line that does not answer.
  if (lines.length > 0 && lines.every(({ dead }) => dead)) return 'dead'
  if (answer === 'back') return 'back'
  return answer === 'ours' || answer === 'bank' || incidentIds.length > 0 ? 'known' : 'unknown'
}

/**
 * What it is most likely about: what is hit of what was seen or wanted, or else what alone is hit, or what was seen or wanted
 * itself. Undefined where nothing was said and several are hit: a sheet with the wrong function misleads whoever answers.
 */
function likelyComponent(
  { snapshot, place }: PageContext,
  { task, symptom }: Wondered,
  { impairedIds, plannedIds }: Triage,
): string | undefined {
  const isKnown = (id: string) => place(id) !== undefined
  const hit = [...impairedIds, ...plannedIds].filter(isKnown)
  const seen = (symptom?.componentIds ?? []).filter(isKnown)
  const serving = snapshot.tasks.flatMap((one) => (one.task === task ? one.componentId : [])).filter(isKnown)
  const wholes = new Set(hit.map((id) => place(id)?.parent?.id ?? id))
  return (
    [...seen, ...serving].find((id) => hit.includes(id)) ??
    only(hit) ??
    only([...wholes]) ??
    seen[0] ??
    serving[0]
  )
}

function only(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
