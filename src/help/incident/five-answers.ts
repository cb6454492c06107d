import { isBack, isOver } from '../../domain/phases.ts'
import type { Phase } from '../../domain/incident.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { PublicAnswers } from '../../domain/public-answers.ts'

/** The questions everybody has, in the order they are asked. */
export const QUESTIONS = ['mine', 'money', 'charged', 'now', 'next'] as const

/** One line of an answer: what somebody wrote, or what the product says by itself. */
export type AnswerLine =
  | { readonly kind: 'written'; readonly text: LocalText }
  /** The product's own words, a key below `page:answers.`. */
  | { readonly kind: 'own'; readonly key: string }
  /** What can be used in place of what does not work. */
  | { readonly kind: 'instead' }
  /** The next word comes by then, or should have. */
  | { readonly kind: 'next'; readonly at: number; readonly late: boolean }
  | { readonly kind: 'eta'; readonly fromAt: number; readonly toAt?: number }

/** What is known of an incident when it is asked about. */
export interface AskedIncident {
  readonly phase: Phase
  /** Whether it touches money. */
  readonly money: boolean
  readonly answers: PublicAnswers
  /** Whether everything it hit is a bank. */
  readonly onlyBanks: boolean
  /** Whether nobody can look at their bill now. */
  readonly billsOut: boolean
  /** Whether something works in place of what does not. */
  readonly hasInstead: boolean
  readonly now: number
  /** Whether a text is the machine's, names in it apart: what people wrote is never replaced. A key below `incident:`. */
  isMachines(text: LocalText, key: string): boolean
}

/**
 * The five answers, always all of them: where nobody has said anything yet, they say what is true of any incident
 * rather than leave a question open.
 */
export function fiveAnswers(
  incident: AskedIncident,
): Readonly<Record<(typeof QUESTIONS)[number], AnswerLine[]>> {
  return {
    mine: [own(incident.onlyBanks ? 'mine.bank' : 'mine.ours'), ...hit(incident)],
    money: money(incident),
    charged: charged(incident),
    now: now(incident),
    next: next(incident),
  }
}

/**
 * Who moves an incident on need not write its scope anew. What the machine wrote when it began is not repeated once it is
 * untrue.
 */
function hit(incident: AskedIncident): AnswerLine[] {
  const { scope } = incident.answers
  const untrue = [
    ...(isBack(incident) ? ['scope.degraded', 'scope.partial_outage', 'scope.major_outage'] : []),
    ...(isOver(incident) ? ['scope.back'] : []),
  ]
  return isOneOf(incident, scope, ...untrue) ? [] : written(scope)
}

function money(incident: AskedIncident): AnswerLine[] {
  const safe = incident.answers.money?.balanceSafe ?? (incident.money ? 'checking' : 'untouched')
  // A money incident is only ever resolved with the statement that everything has been matched, or what has not.
  const ended = incident.answers.money?.stillOpen === true ? 'stillOpen' : 'matched'
  return [own(`money.${safe === 'checking' && isOver(incident) ? ended : safe}`)]
}

function charged(incident: AskedIncident): AnswerLine[] {
  const { money: promised } = incident.answers
  const said = [promised?.pendingRule, promised?.refundBy, promised?.duplicates]
  if (isOver(incident)) {
    // "Every payment will be checked" was the machine's promise; what a person said since then stands.
    const kept = said.filter((one) => !isOneOf(incident, one, 'answer.pending', 'answer.duplicates'))
    const lines = written(...kept)
    return lines.length > 0 ? lines : [own(incident.money ? 'charged.over' : 'charged.untouched')]
  }
  const lines = written(...said)
  if (!incident.money) return lines.length > 0 ? lines : [own('charged.untouched')]
  if (incident.billsOut) return [own('charged.noBills'), ...lines]
  return lines.length > 0 ? [own('charged.notAgain'), ...lines] : [own('charged.wait')]
}

function now(incident: AskedIncident): AnswerLine[] {
  const { answers, billsOut, hasInstead } = incident
  const action = answers.money?.actionNeeded
  // What is over asks for nothing, unless somebody said that readers have to do something.
  if (isOver(incident)) return [own(action === 'contact' ? 'now.contact' : 'now.none')]
  // Nobody is sent to look at bills that cannot be opened; the answer about charges says so.
  const advice = (answers.doNow ?? []).filter((one) => !billsOut || !isOneOf(incident, one, 'do.bill'))
  const [first, ...rest] = advice
  const back = isBack(incident)
  const lines = [
    ...written(first),
    // What works again needs nothing in its place. What works now is worth more than what worked when the words were written.
    ...(hasInstead && !back ? [{ kind: 'instead' } as const] : []),
    ...written(...rest),
    ...(action === undefined || (billsOut && action === 'check') ? [] : [own(`now.${action}`)]),
  ]
  return lines.length > 0 ? lines : [own(back ? 'now.none' : 'now.wait')]
}

function next(incident: AskedIncident): AnswerLine[] {
  if (isOver(incident)) return [own('next.over')]
  const { eta, nextUpdateAt: at } = incident.answers
  const word: AnswerLine =
    at === undefined ? own('next.whenKnown') : { kind: 'next', at, late: at < incident.now }
  // What is back is not awaited.
  if (eta === undefined || isBack(incident)) return [word]
  switch (eta.kind) {
    case 'time':
      return [word, { kind: 'eta', fromAt: eta.at }]
    case 'range':
      return [word, { kind: 'eta', fromAt: eta.fromAt, toAt: eta.toAt }]
    case 'none':
      return [word, own('next.noEta')]
    default:
      return eta satisfies never
  }
}

function isOneOf(incident: AskedIncident, text: LocalText | undefined, ...keys: readonly string[]): boolean {
  return text !== undefined && keys.some((key) => incident.isMachines(text, key))
}

function own(key: string): AnswerLine {
  return { kind: 'own', key }
}

function written(...given: readonly (LocalText | undefined)[]): AnswerLine[] {
  return given.flatMap((text) => (text === undefined ? [] : { kind: 'written', text }))
}
