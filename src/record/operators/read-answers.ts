import type { Static } from 'typebox'

import type { Answers, Eta, Money } from '../../domain/incident.ts'
import type { AnswersInput } from './input.ts'
import { readMoment } from './read-input.ts'
import type { InputProblem } from './record-error.ts'

type Given = Static<typeof AnswersInput>

/** The answers with what a person has given in place of single ones; what does not fit joins the problems. */
export function mergeAnswers(
  before: Answers,
  given: Given,
  { zone, problems, now }: { readonly zone: string; readonly problems: InputProblem[]; readonly now: number },
): Answers {
  const { eta, money, nextUpdateAt, ...words } = given
  const place = (key: string) => ({ path: `answers.${key}`, zone, problems })
  const nextAt = readMoment(nextUpdateAt, { ...place('nextUpdateAt'), now })
  const readEta = eta === undefined ? undefined : etaOf(eta, place)
  const mergedMoney = money === undefined ? undefined : mergeMoney(before.money, money)
  return {
    ...before,
    ...words,
    ...(readEta !== undefined && { eta: readEta }),
    ...(mergedMoney !== undefined && { money: mergedMoney }),
    ...(nextAt !== undefined && { nextUpdateAt: nextAt }),
  }
}

export interface AnswersRule {
  /** Whether a component that moves money is affected. */
  readonly money: boolean
  /** Whether readers must be told when the next word comes. */
  readonly promise: boolean
  readonly now: number
}

/** What published answers must hold: readers’ first questions (who, what now, my money, until when). */
export function checkAnswers(
  answers: Answers,
  given: Given | undefined,
  { money, promise, now }: AnswersRule,
): InputProblem[] {
  const problems: InputProblem[] = []
  const want = (key: string, message: string) => problems.push({ path: `answers.${key}`, message })
  if (answers.scope === undefined) want('scope', 'missing, expected what is affected, in plain words')
  if (answers.doNow === undefined || answers.doNow.length === 0) {
    want('doNow', 'missing, expected at least one thing that readers can do now')
  }
  if (promise && (answers.nextUpdateAt === undefined || answers.nextUpdateAt <= now)) {
    const found = given?.nextUpdateAt === undefined ? 'missing' : 'lies in the past'
    want('nextUpdateAt', `${found}, expected a moment to come: when the next word comes at the latest`)
  }
  if (money) checkMoney(answers.money, want)
  if (answers.money?.balanceSafe === 'yes' && answers.money.approvedBy === undefined) {
    want('money.approvedBy', 'missing, expected the name of whoever answers for balanceSafe: yes')
  }
  return problems
}

function checkMoney(money: Money | undefined, want: (key: string, message: string) => unknown): void {
  if (money === undefined) {
    want('money', 'missing, expected the money block, because a component that moves money is affected')
    return
  }
  if (money.pendingRule === undefined)
    want('money.pendingRule', 'missing, expected what becomes of money on its way')
  if (money.duplicates === undefined)
    want('money.duplicates', 'missing, expected what becomes of double charges')
}

function mergeMoney(before: Money | undefined, given: NonNullable<Given['money']>): Money {
  // Never "yes" unless said: what nobody has looked into is being checked.
  return { balanceSafe: 'checking', actionNeeded: 'none', ...before, ...given }
}

function etaOf(
  { kind, fromAt, toAt, at }: NonNullable<Given['eta']>,
  place: (key: string) => Parameters<typeof readMoment>[1],
): Eta | undefined {
  const { problems } = place('eta')
  const range = { fromAt: readMoment(fromAt, place('eta.fromAt')), toAt: readMoment(toAt, place('eta.toAt')) }
  const time = readMoment(at, place('eta.at'))
  if (kind === 'none') return { kind }
  if (kind === 'time') {
    if (time !== undefined) return { kind, at: time }
    if (at === undefined) problems.push({ path: 'answers.eta.at', message: 'missing, expected a moment' })
    return undefined
  }
  if (range.fromAt !== undefined && range.toAt !== undefined && range.fromAt < range.toAt) {
    return { kind, fromAt: range.fromAt, toAt: range.toAt }
  }
  problems.push({ path: 'answers.eta', message: 'expected fromAt and, after it, toAt' })
  return undefined
}
