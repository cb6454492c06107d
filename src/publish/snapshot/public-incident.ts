import type { Answers, Eta, Incident } from '../../domain/incident.ts'
import { publicText, publicTexts } from './public-text.ts'
import type { PublicAnswers, PublicIncident } from './snapshot.ts'

/**
 * An incident as readers may see it, field by field: no approver, no objection, no upstream guess. Undefined for
 * drafts and dropped drafts. Components outside `componentIds` (no longer configured) are left out.
 */
export function publicIncident(
  incident: Incident,
  componentIds: ReadonlySet<string>,
): PublicIncident | undefined {
  if (incident.publication !== 'published') return undefined
  const { monitoringAt, resolvedAt } = incident
  return {
    id: incident.id,
    title: publicText(incident.title),
    phase: incident.phase,
    impact: incident.impact,
    origin: incident.origin,
    startedAt: incident.startedAt,
    publishedAt: incident.publishedAt ?? incident.startedAt,
    ...(monitoringAt !== undefined && { monitoringAt }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    money: incident.money,
    answers: publicAnswers(incident.answers),
    components: incident.components
      .filter(({ componentId }) => componentIds.has(componentId))
      .map(({ componentId, worst }) => ({ componentId, worst })),
    updates: incident.updates.map(({ id, phase, body, at, author }) => ({
      id,
      phase,
      body: publicText(body),
      at,
      author,
    })),
  }
}

function publicAnswers(answers: Answers): PublicAnswers {
  const { scope, notAffected, stillWorks, doNow, dont, cause, money, eta, nextUpdateAt } = answers
  return {
    ...(scope && { scope: publicText(scope) }),
    ...(notAffected && { notAffected: publicTexts(notAffected) }),
    ...(stillWorks && { stillWorks: publicTexts(stillWorks) }),
    ...(doNow && { doNow: publicTexts(doNow) }),
    ...(dont && { dont: publicTexts(dont) }),
    ...(cause && { cause: publicText(cause) }),
    ...(money && { money: publicMoney(money) }),
    ...(eta && { eta: publicEta(eta) }),
    ...(nextUpdateAt !== undefined && { nextUpdateAt }),
  }
}

function publicMoney(money: NonNullable<Answers['money']>): NonNullable<PublicAnswers['money']> {
  const { balanceSafe, pendingRule, refundBy, duplicates, actionNeeded } = money
  return {
    balanceSafe,
    actionNeeded,
    ...(pendingRule && { pendingRule: publicText(pendingRule) }),
    ...(refundBy && { refundBy: publicText(refundBy) }),
    ...(duplicates && { duplicates: publicText(duplicates) }),
  }
}

function publicEta(eta: Eta): Eta {
  if (eta.kind === 'range') return { kind: 'range', fromAt: eta.fromAt, toAt: eta.toAt }
  return eta.kind === 'time' ? { kind: 'time', at: eta.at } : { kind: 'none' }
}
