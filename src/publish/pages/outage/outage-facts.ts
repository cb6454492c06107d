import { isBack } from '../../../domain/phases.ts'
import type { AskedComponent, TriageFacts } from '../../../help/outage/triage.ts'
import { speaksForItself } from '../../../help/outage/whose-trouble.ts'
import { failingNow } from '../incidents/failing-now.ts'
import type { PageContext } from '../page-context.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import { TRIED, type Wondered } from './outage-query.ts'

/** What is true now of what somebody wondered about. */
export function outageFacts(context: PageContext, wondered: Wondered): TriageFacts {
  const { snapshot } = context
  const { symptom } = wondered
  const asked = askedComponents(context, wondered)
  return {
    chosen: isNarrow(context, wondered),
    components: asked,
    upstreamShare: context.deps.wallet.upstreamShare,
    reportsAboveUsual: snapshot.moreReports.some(({ componentId }) =>
      asked.some(({ id }) => id === componentId),
    ),
    incidents: snapshot.incidents.map(({ id, phase, components }) => ({
      id,
      componentIds: components.map(({ componentId }) => componentId),
      failingIds: failingNow(context, { components }).map(({ componentId }) => componentId),
      back: isBack({ phase }),
    })),
    announcements: snapshot.announcements,
    ...(symptom !== undefined && { cause: symptom.cause }),
  }
}

/** Whether it is about a part of the wallet; where most of it is out, that concerns everybody who did not say more. */
function isNarrow({ snapshot }: PageContext, { task, symptom }: Wondered): boolean {
  if (task !== undefined) return true
  if (symptom === undefined || snapshot.verdict.level === 'wallet_down') return false
  return symptom.componentIds.length + symptom.tasks.length > 0 || speaksForItself(symptom.cause)
}

function askedComponents(context: PageContext, wondered: Wondered): AskedComponent[] {
  const all = context.snapshot.groups.flatMap(({ components }) => components)
  const around = isNarrow(context, wondered) ? aroundOf(context, wondered) : all
  const serving = new Set(servingIds(context, wondered))
  const explaining = new Set(explainingIds(context, wondered))
  const asked = all.filter(
    (one) =>
      around.includes(one) ||
      explaining.has(one.id) ||
      // What keeps people safe concerns everybody once it is out.
      (one.lifeline && one.state === 'major_outage'),
  )
  return asked
    .flatMap((component) => [
      { ...component, parentId: undefined },
      ...component.parts.map((part) => ({ ...part, parentId: component.id })),
    ])
    .map(({ id, kind, state, parentId }) => ({
      id,
      kind,
      state,
      ...(parentId !== undefined && { parentId }),
      serves: serving.has(id),
      explains: explaining.has(id),
    }))
}

/**
 * The groups of what somebody was doing: a task's own components say whether it can be done, its group's what of it is broken.
 * Without a task, a symptom that says where it comes from is about nothing else, and one that speaks for itself about what
 * is out.
 */
function aroundOf(context: PageContext, wondered: Wondered): readonly PublicComponent[] {
  const { snapshot, place } = context
  const { task, symptom } = wondered
  if (task === undefined && symptom !== undefined) {
    if (symptom.componentIds.length > 0) return []
    if (speaksForItself(symptom.cause)) {
      const serving = servingIds(context, wondered).flatMap((id) => place(id)?.component ?? [])
      return serving.some(({ state }) => state === 'major_outage') ? serving : []
    }
  }
  const wanted = task === undefined ? (symptom?.tasks ?? []) : [task]
  const groups = new Set(
    snapshot.tasks
      .filter((one) => wanted.includes(one.task))
      .flatMap(({ componentId }) => place(componentId)?.group.id ?? []),
  )
  return snapshot.groups.filter(({ id }) => groups.has(id)).flatMap(({ components }) => components)
}

/** What does another task than the chosen one does not explain why this one fails. */
function explainingIds({ deps }: PageContext, { task, symptom }: Wondered): readonly string[] {
  if (task === undefined) return symptom?.componentIds ?? []
  const others = deps.wallet.components.filter((one) => one.task !== undefined && one.task !== task)
  return (symptom?.componentIds ?? []).filter((id) => others.every((one) => one.id !== id))
}

/** What does what somebody wanted to do, banks apart. */
function servingIds(context: PageContext, wondered: Wondered): readonly string[] {
  const { deps, snapshot } = context
  const { task, symptom } = wondered
  const narrow = isNarrow(context, wondered)
  // Where most of the wallet is out, that is the answer, though some way to top up may be left.
  if (!narrow && snapshot.verdict.level === 'wallet_down') return snapshot.verdict.componentIds
  const wanted = task !== undefined ? [task] : narrow ? (symptom?.tasks ?? []) : TRIED
  return deps.wallet.components
    .filter((one) => one.parentId === undefined && one.task !== undefined && wanted.includes(one.task))
    .map(({ id }) => id)
}
