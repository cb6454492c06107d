import type { Phase } from '../../domain/incident.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { PublicIncident } from '../snapshot/snapshot.ts'
import { componentLinks } from './component-name.ts'
import { ownText, textView, type TextView } from './local-text.ts'
import type { PageContext } from './page-context.ts'

/** One of the five questions everybody has, with short answers in the order they matter. */
export interface AnswerView {
  /** A word or two, for cards. */
  readonly label: string
  readonly question: string
  readonly lines: readonly TextView[]
}

/**
 * The five answers, always all of them: where nobody has said anything yet, the page says what is true of any
 * incident rather than leaving a question open.
 */
export function fiveAnswers(context: PageContext, incident: PublicIncident): AnswerView[] {
  const { words } = context
  const answers = { mine, money, charged, now, next }
  return Object.entries(answers).map(([name, answer]) => ({
    label: words.say(`page:answers.${name}.label`),
    question: words.say(`page:answers.${name}.question`),
    lines: answer(context, incident),
  }))
}

/** The same, short enough for five of them to stand on a small phone at once. */
export function shortAnswers(context: PageContext, incident: PublicIncident): AnswerView[] {
  const most = [1, 1, 2, 2, 2]
  return fiveAnswers(context, incident).map((answer, index) => ({
    ...answer,
    question: answer.label,
    lines: answer.lines.slice(0, most[index]),
  }))
}

/** The phases in which the service can be used again. */
const BACK: readonly Phase[] = ['monitoring', 'reconciling', 'resolved', 'postmortem']

function mine(context: PageContext, { answers, components }: PublicIncident): TextView[] {
  const banks =
    components.length > 0 &&
    components.every(({ componentId }) => context.place(componentId)?.component.kind === 'bank')
  return [own(context, banks ? 'mine.bank' : 'mine.ours'), ...texts(context, answers.scope)]
}

function money(context: PageContext, incident: PublicIncident): TextView[] {
  const safe = incident.answers.money?.balanceSafe
  if (safe !== undefined) return [own(context, `money.${safe}`)]
  return [own(context, incident.money ? 'money.checking' : 'money.untouched')]
}

function charged(context: PageContext, { answers, money: movesMoney }: PublicIncident): TextView[] {
  const said = texts(context, answers.money?.pendingRule, answers.money?.refundBy, answers.money?.duplicates)
  if (said.length > 0) return said
  return [own(context, movesMoney ? 'charged.wait' : 'charged.untouched')]
}

function now(context: PageContext, { answers, components, phase }: PublicIncident): TextView[] {
  const { words } = context
  const back = BACK.includes(phase)
  // What works again needs nothing in its place.
  const links = back
    ? []
    : alternativesOf(
        context,
        components.map(({ componentId }) => componentId),
      )
  const instead = links.map(({ name }) => name)
  const action = answers.money?.actionNeeded
  const [first, ...rest] = answers.doNow ?? []
  const lines = [
    ...texts(context, first),
    // What works at this moment is worth more than what worked when the words were written.
    ...(instead.length > 0
      ? [ownText(words.say('page:answers.now.instead', { names: words.list(instead, 3) }))]
      : []),
    ...texts(context, ...rest),
    ...(action === undefined ? [] : [own(context, `now.${action}`)]),
  ]
  return lines.length > 0 ? lines : [own(context, back ? 'now.none' : 'now.wait')]
}

function next(context: PageContext, { answers, phase }: PublicIncident): TextView[] {
  const { words, now: at } = context
  const { eta, nextUpdateAt } = answers
  if (phase === 'resolved' || phase === 'postmortem') return [own(context, 'next.over')]
  const lines: TextView[] = []
  if (nextUpdateAt !== undefined) {
    const key = nextUpdateAt >= at ? 'page:answers.next.by' : 'page:answers.next.late'
    lines.push(ownText(words.say(key, { time: words.moment(nextUpdateAt, at).text })))
  } else lines.push(own(context, 'next.whenKnown'))
  if (eta?.kind === 'time') {
    lines.push(ownText(words.say('page:answers.next.eta', { time: words.moment(eta.at, at).text })))
  }
  if (eta?.kind === 'range') {
    lines.push(ownText(words.say('page:answers.next.eta', { time: words.range(eta, at) })))
  }
  if (eta?.kind === 'none') lines.push(own(context, 'next.noEta'))
  return lines
}

/** What works right now in place of what does not; never something the same incident has hit. */
export function alternativesOf(context: PageContext, componentIds: readonly string[]) {
  const hit = new Set(componentIds)
  const ids = componentIds.flatMap((id) => {
    const place = context.place(id)
    const known =
      place === undefined ? [] : [...place.component.alternatives, ...(place.parent?.alternatives ?? [])]
    return known.filter((other) => !hit.has(other))
  })
  return componentLinks(context, [...new Set(ids)])
}

function own({ words }: PageContext, key: string): TextView {
  return ownText(words.say(`page:answers.${key}`))
}

function texts({ words }: PageContext, ...given: readonly (LocalText | undefined)[]): TextView[] {
  return given.flatMap((text) => (text === undefined ? [] : textView(words, text)))
}
