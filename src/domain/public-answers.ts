import type { Answers, Eta, Money } from './incident.ts'
import { publicText, publicTexts } from './public-text.ts'

/** The answers without the approver's name. */
export type PublicAnswers = Omit<Answers, 'money'> & { readonly money?: Omit<Money, 'approvedBy'> }

/** What of an incident's answers anybody may read, field by field. */
export function publicAnswers(answers: Answers): PublicAnswers {
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

function publicMoney(money: Money): NonNullable<PublicAnswers['money']> {
  const { balanceSafe, pendingRule, refundBy, duplicates, stillOpen, actionNeeded } = money
  return {
    balanceSafe,
    actionNeeded,
    ...(stillOpen === true && { stillOpen }),
    ...(pendingRule && { pendingRule: publicText(pendingRule) }),
    ...(refundBy && { refundBy: publicText(refundBy) }),
    ...(duplicates && { duplicates: publicText(duplicates) }),
  }
}

function publicEta(eta: Eta): Eta {
  if (eta.kind === 'range') return { kind: 'range', fromAt: eta.fromAt, toAt: eta.toAt }
  return eta.kind === 'time' ? { kind: 'time', at: eta.at } : { kind: 'none' }
}
