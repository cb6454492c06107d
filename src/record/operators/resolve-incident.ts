import type { Static } from 'typebox'

import type { ReasonCode } from '../../domain/change.ts'
import type { Answers } from '../../domain/incident.ts'
import { LOCALES, type LocalText } from '../../domain/locale.ts'
import { isImpaired } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { componentStates } from '../../store/states.ts'
import type { Desk } from './desk.ts'
import { ResolveIncidentInput } from './input.ts'
import { mergeAnswers } from './read-answers.ts'
import { readInput } from './read-input.ts'
import { refuse, type InputProblem } from './record-error.ts'
import { incidentNamed } from './update-incident.ts'
import { postUpdate, writeIncident } from '../incidents/write-incident.ts'

type Reconciliation = NonNullable<Static<typeof ResolveIncidentInput>['reconciliation']>

/**
 * Ends an incident in a person's words. Nothing of it may still be seen to fail, and where money was touched, somebody
 * must say that every transaction has been matched, or what becomes of those that have not. Throws RecordError with
 * everything that is wrong; then nothing is written.
 */
export async function resolveIncident(
  desk: Desk,
  { id, input }: { readonly id: string; readonly input: unknown },
  now: number,
): Promise<StoredIncident> {
  const given = readInput(ResolveIncidentInput, input)
  return desk.db.transaction().execute(async (tx) => {
    const before = await incidentNamed(tx, id)
    const problems: InputProblem[] = [...openEnds(before), ...(await stillFailing(tx, desk.wallet, before))]
    if (before.money) problems.push(...checkReconciliation(given.reconciliation))
    const merged = mergeAnswers(before.answers, given.answers ?? {}, {
      zone: desk.wallet.page.zone,
      problems,
      now,
    })
    refuse(problems)

    const { publishAt: _, ...rest } = before
    const incident: StoredIncident = {
      ...rest,
      phase: 'resolved',
      resolvedAt: now,
      answers: lastAnswers(merged, given.reconciliation),
    }
    await writeIncident(tx, incident, before)
    const body = withStatement(given.body, given.reconciliation?.statement)
    return postUpdate(tx, incident, { body, phase: 'resolved', at: now, author: 'operator' })
  })
}

function openEnds({ publication, resolvedAt }: StoredIncident): InputProblem[] {
  if (resolvedAt !== undefined) return [{ path: '', message: 'this incident is resolved already' }]
  if (publication === 'published') return []
  return [
    {
      path: '',
      message: `this incident was never published (it is a ${publication} one); nothing to resolve`,
    },
  ]
}

/** What is no longer configured is looked at no more: how it was last seen stands in nobody's way. */
async function stillFailing(db: Db, wallet: Wallet, { components }: StoredIncident): Promise<InputProblem[]> {
  const states = await componentStates(db)
  const configured = new Set(wallet.components.map(({ id }) => id))
  /** Whether it is out because people say so, itself or in all parts that are out: that ends with this incident. */
  const isSaidOnly = (id: string): boolean => {
    if (states.get(id)?.reason.code === 'operator') return true
    const parts = wallet.components.filter((part) => part.parentId === id && isOut(part.id))
    return BY_PARTS.has(states.get(id)?.reason.code) && parts.every((part) => isSaidOnly(part.id))
  }
  const isOut = (id: string): boolean => isImpaired(states.get(id)?.state ?? 'unknown')
  return components.flatMap(({ componentId }) => {
    if (!configured.has(componentId)) return []
    const state = states.get(componentId)?.state
    if (state === undefined || !isOut(componentId) || isSaidOnly(componentId)) return []
    const message = `${componentId} is still ${state}; resolve the incident once it works again`
    return [{ path: '', message }]
  })
}

/** Why a whole is out where its parts are. */
const BY_PARTS: ReadonlySet<ReasonCode | undefined> = new Set(['part_impaired', 'all_parts_down'])

function checkReconciliation(given: Reconciliation | undefined): InputProblem[] {
  if (given === undefined) {
    const message =
      'missing, expected the statement that money has been matched (done, by, pendingCount), because money was touched'
    return [{ path: 'reconciliation', message }]
  }
  if (given.pendingCount === 0 || given.statement !== undefined) return []
  const message = `missing, expected what becomes of the ${given.pendingCount} transactions that are still open`
  return [{ path: 'reconciliation.statement', message }]
}

function lastAnswers(answers: Answers, reconciliation: Reconciliation | undefined): Answers {
  const { nextUpdateAt: _, eta: __, money, ...rest } = answers
  if (money === undefined) return rest
  const { statement, by, pendingCount = 0 } = reconciliation ?? {}
  return {
    ...rest,
    money: {
      ...money,
      ...(pendingCount > 0 && { stillOpen: true }),
      ...(statement !== undefined && { pendingRule: statement }),
      ...(money.approvedBy === undefined && by !== undefined && { approvedBy: by }),
    },
  }
}

function withStatement(body: LocalText, statement: LocalText | undefined): LocalText {
  if (statement === undefined) return body
  return Object.fromEntries(LOCALES.map((locale) => [locale, [body[locale], statement[locale]].join('\n\n')]))
}
