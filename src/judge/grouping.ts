/*
 * Storm control: which incident a component's trouble belongs to.
 *
 *   1. the open one it is part of already; one that a person dropped takes it in silence, unless it has got worse
 *   2. an open one that is still spreading (someone joined it within groupWithinMs), or that holds kin of it
 *   3. the one it was part of that ended no longer than reopenWithinMs ago, opened again
 *   4. otherwise a new one
 *
 * An incident whose service is back (monitoring, reconciling) takes in only its own components, and opens again by that.
 * One that a person has to end (they lead it, or money is being matched) does so no longer than one that has ended: it
 * may be left there for days, and trouble on the third day is another trouble, not to be swallowed. An operator's
 * incident takes in its own components and their kin, never a stranger. What a person has resolved no machine opens again.
 */
import { SEVERITY, type State } from '../domain/state.ts'
import type { Incident } from '../domain/incident.ts'
import { isLedByPerson } from '../domain/who-leads.ts'
import type { Kinship } from './kinship.ts'

/** What grouping reads of an incident. */
export type Case = Pick<
  Incident,
  | 'id'
  | 'phase'
  | 'origin'
  | 'publication'
  | 'components'
  | 'updates'
  | 'monitoringAt'
  | 'resolvedAt'
  | 'startedAt'
>

interface Trouble {
  readonly componentId: string
  readonly state: State
}

export interface GroupingRules {
  readonly groupWithinMs: number
  readonly reopenWithinMs: number
}

export type Placement =
  { readonly kind: 'open' } | { readonly kind: 'join' | 'reopen' | 'silence'; readonly incidentId: string }

export interface PlacementQuestion {
  readonly trouble: Trouble
  /** Unresolved incidents and those resolved within reopenWithinMs. */
  readonly cases: readonly Case[]
  readonly kinship: Kinship
  readonly rules: GroupingRules
  readonly now: number
}

/** Where a component that has just become impaired belongs. */
export function placeTrouble({ trouble, cases, kinship, rules, now }: PlacementQuestion): Placement {
  const open = cases.filter((one) => one.resolvedAt === undefined)
  const own = open.filter((one) => holds(one, trouble.componentId))
  const dropped = own.find((one) => one.publication === 'dropped' && !isWorse(one, trouble))
  if (dropped !== undefined) return { kind: 'silence', incidentId: dropped.id }

  const seen = open.filter((one) => one.publication !== 'dropped')
  const isRecent = (endedAt = -Infinity) => now - endedAt <= rules.reopenWithinMs
  const current = seen.find(
    (one) => holds(one, trouble.componentId) && (!isLeftToPerson(one) || isRecent(one.monitoringAt)),
  )
  if (current !== undefined) return { kind: isBack(current) ? 'reopen' : 'join', incidentId: current.id }

  const spreading = seen.find((one) => !isBack(one) && takesIn(one, { trouble, kinship, rules, now }))
  if (spreading !== undefined) return { kind: 'join', incidentId: spreading.id }

  const ended = cases.findLast(
    (one) =>
      one.resolvedAt !== undefined &&
      one.publication === 'published' &&
      !isLedByPerson(one) &&
      holds(one, trouble.componentId) &&
      isRecent(one.resolvedAt),
  )
  return ended === undefined ? { kind: 'open' } : { kind: 'reopen', incidentId: ended.id }
}

function takesIn(one: Case, { trouble, kinship, rules, now }: Omit<PlacementQuestion, 'cases'>): boolean {
  const lastJoinedAt = one.components.reduce((last, { joinedAt }) => Math.max(last, joinedAt), one.startedAt)
  if (one.origin === 'probe' && now - lastJoinedAt <= rules.groupWithinMs) return true
  return one.components.some(({ componentId }) => kinship.areKin(componentId, trouble.componentId))
}

function holds(one: Case, componentId: string): boolean {
  return one.components.some((affected) => affected.componentId === componentId)
}

function isWorse(one: Case, trouble: Trouble): boolean {
  const known = one.components.find(({ componentId }) => componentId === trouble.componentId)
  return known !== undefined && SEVERITY[trouble.state] > SEVERITY[known.worst]
}

function isBack({ phase }: Case): boolean {
  return phase === 'monitoring' || phase === 'reconciling'
}

/** Back, and in a phase that only a person ends, who may have forgotten it. */
function isLeftToPerson(one: Case): boolean {
  return one.phase === 'reconciling' || (one.phase === 'monitoring' && isLedByPerson(one))
}
