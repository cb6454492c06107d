import type { Change } from '../../domain/change.ts'
import { IMPACTS } from '../../domain/incident.ts'
import { isBack } from '../../domain/phases.ts'
import { isImpaired, SEVERITY } from '../../domain/state.ts'
import { touchedComponents } from '../../domain/touched-components.ts'
import { hasOperatorsWords } from '../../domain/who-leads.ts'
import { placeTrouble } from '../../judge/grouping.ts'
import { gravestImpact, impactOf } from '../../judge/impact.ts'
import { upstreamOf } from '../../judge/upstream.ts'
import { newId } from '../../lib/id.ts'
import { openIncidents, recentlyResolved, type StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { advance, reword, tell, UPDATE_EVERY_MS } from './advance.ts'
import { gatheredUntil } from './gathering.ts'
import { stateNow, type DeskNow } from './incident-desk.ts'
import { oneCause, unite } from './one-cause.ts'
import { writeIncident } from './write-incident.ts'

/** An incident that troubles are being added to, beside how the store knows it: undefined for one that is new. */
interface Open {
  readonly before: StoredIncident | undefined
  incident: StoredIncident
  /** Came back to life after it had been well. */
  again: boolean
}

/**
 * Puts the troubles among these changes into incidents, and takes every step that is due in any open one. Part of the
 * transaction that stores the changes. Answers whether the public sees any of it.
 */
export async function followChanges(db: Db, changes: readonly Change[], desk: DeskNow): Promise<boolean> {
  const { now, publishing } = desk
  const sinceAt = now - publishing.reopenWithinMs
  const ended = changes.length === 0 ? [] : await recentlyResolved(db, { sinceAt })
  const known = [...(await openIncidents(db)), ...ended]
  const cases = new Map(
    known.map((incident): [string, Open] => [incident.id, { before: incident, incident, again: false }]),
  )
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    // What people say themselves stands in their incident already.
    if (isImpaired(change.to) && change.reason.code !== 'operator') place(cases, change, desk)
  }
  await uniteCases(db, cases, desk)
  let seen = false
  for (const one of cases.values()) {
    if (one.incident !== one.before) seen = (await settle(db, one, desk)) || seen
    else if (holdsAny(one.incident, changes)) seen = (await follow(db, one, desk)) || seen
    if (await advance(db, one.incident, desk)) seen = true
  }
  return seen
}

function place(cases: Map<string, Open>, change: Change, desk: DeskNow): void {
  const { map, now, publishing } = desk
  const placement = placeTrouble({
    trouble: { componentId: change.componentId, state: change.to },
    // What a probe sees must not be held back with what readers only say.
    cases: [...cases.values()].flatMap(({ incident }) => (isOnlyHeard(incident) ? [] : incident)),
    kinship: map.kinship,
    rules: publishing,
    now,
  })
  if (placement.kind === 'silence') return
  if (placement.kind === 'open') {
    const incident = join(draft(change, desk), change, desk)
    cases.set(incident.id, { before: undefined, incident, again: false })
    return
  }
  const one = cases.get(placement.incidentId)
  if (one === undefined) return
  const again = placement.kind === 'reopen'
  if (again && isBetter(change)) return
  one.incident = join(again ? comeBack(one.incident) : one.incident, change, desk)
  one.again ||= again
}

function holdsAny({ components }: StoredIncident, changes: readonly Change[]): boolean {
  return changes.some((change) => components.some(({ componentId }) => componentId === change.componentId))
}

/** Where part of it works again, what the page says of it follows at once; people are told with the next word. */
async function follow(db: Db, one: Open, desk: DeskNow): Promise<boolean> {
  const { incident, before } = one
  const fails = incident.components.some(({ componentId }) =>
    isImpaired(stateNow(desk, componentId) ?? 'unknown'),
  )
  if (!fails || isBack(incident) || incident.publication !== 'published' || incident.origin !== 'probe')
    return false
  one.incident = reword(desk, incident, { stage: 'trouble', nextUpdateAt: incident.answers.nextUpdateAt })
  await writeIncident(db, one.incident, before)
  return true
}

/** Where everything fails of one cause, its drafts become part of one incident. */
async function uniteCases(db: Db, cases: Map<string, Open>, desk: DeskNow): Promise<void> {
  const same = oneCause(
    [...cases.values()].map(({ incident }) => incident),
    desk,
  )
  const whole = same && cases.get(same.into.id)
  if (same === undefined || whole === undefined) return
  whole.incident = unite(same, desk.now)
  for (const part of same.drafts) {
    const before = cases.get(part.id)?.before
    cases.delete(part.id)
    if (before === undefined) continue
    const { publishAt: _, ...rest } = before
    await writeIncident(db, { ...rest, publication: 'dropped', resolvedAt: desk.now }, before)
  }
}

/** A draft for people, made of reports. */
function isOnlyHeard({ origin, publication }: StoredIncident): boolean {
  return origin === 'reports' && publication !== 'published'
}

/** Half-way up again: a person may say that it is watched before it is wholly well. */
function isBetter({ from, to }: Change): boolean {
  return isImpaired(from) && SEVERITY[to] < SEVERITY[from]
}

function draft(change: Change, { now, publishing }: DeskNow): StoredIncident {
  const publishAt = { at_once: now, after: now + publishing.afterMs, by_hand: undefined }[publishing.policy]
  return {
    id: newId(),
    title: {},
    phase: 'investigating',
    impact: 'none',
    origin: 'probe',
    publication: 'draft',
    ...(publishAt !== undefined && { publishAt }),
    startedAt: change.at,
    money: false,
    answers: {},
    components: [],
    updates: [],
  }
}

function comeBack(incident: StoredIncident): StoredIncident {
  const { monitoringAt: _, resolvedAt: __, ...rest } = incident
  return { ...rest, phase: 'investigating' }
}

/** The incident with one more trouble in it; the same one when it holds that trouble already. */
function join(incident: StoredIncident, change: Change, { map, now }: DeskNow): StoredIncident {
  const { componentId, to, at } = change
  const held = incident.components.find((affected) => affected.componentId === componentId)
  if (held !== undefined && SEVERITY[held.worst] >= SEVERITY[to]) return incident
  const affected = { componentId, worst: to, joinedAt: held?.joinedAt ?? now }
  const components = [...incident.components.filter((one) => one !== held), affected]
  const money = incident.money || map.component(componentId)?.money === true
  return { ...incident, components, money, startedAt: Math.min(incident.startedAt, at) }
}

/** Weighs an incident that has been joined, finds what it has in common, words it and stores it. */
async function settle(db: Db, one: Open, desk: DeskNow): Promise<boolean> {
  const { before, again } = one
  const { map, now } = desk
  const impact = gravestImpact([one.incident.impact, impactOf(one.incident.components, map.components)])
  const upstream = upstreamOf({
    troubled: one.incident.components.map(({ componentId }) => componentId),
    kinship: map.kinship,
    upstreamShare: map.upstreamShare,
  })
  const upstreamComponentId = upstream ?? one.incident.upstreamComponentId
  const weighed = {
    ...one.incident,
    impact,
    ...(upstreamComponentId !== undefined && { upstreamComponentId }),
  }
  const published = weighed.publication === 'published'
  const graver = before !== undefined && IMPACTS.indexOf(impact) > IMPACTS.indexOf(before.impact)
  // What they have in common is often seen only when the last of them has joined.
  const understood = before !== undefined && upstreamComponentId !== before.upstreamComponentId
  const touched = (of: StoredIncident) => touchedComponents(map.components, of.components).length
  // A channel that comes in after its bank tells nobody anything; a second bank is news to its followers.
  const wider = before !== undefined && touched(weighed) > touched(before)
  const worse = graver || understood || wider
  const operators = hasOperatorsWords(weighed)
  const grown = published && worse && !operators
  const gathered = grown && !again ? gatheredUntil(weighed, now) : undefined
  const speaks = published && (again || (grown && gathered === undefined))
  const nextAt = now + UPDATE_EVERY_MS
  const nextUpdateAt = gathered ?? (speaks ? nextAt : (weighed.answers.nextUpdateAt ?? nextAt))
  one.incident = reword(desk, weighed, { stage: 'trouble', nextUpdateAt })
  await writeIncident(db, one.incident, before)
  if (speaks) {
    one.incident = await tell(db, one.incident, {
      desk,
      occasion: { kind: again ? 'back_again' : 'worse', nextAt: operators ? undefined : nextAt },
    })
  }
  return published
}
