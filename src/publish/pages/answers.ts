import type { LocalText } from '../../domain/locale.ts'
import type { PublicIncident } from '../snapshot/snapshot.ts'
import { billsAreOut } from './bills.ts'
import { componentLinks } from './component-name.ts'
import { ownText, textView, type TextView } from './local-text.ts'
import type { PageContext } from './page-context.ts'
import { isBack, isOver } from './phases.ts'

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

function mine(context: PageContext, { answers, components }: PublicIncident): TextView[] {
  const banks =
    components.length > 0 &&
    components.every(({ componentId }) => context.place(componentId)?.component.kind === 'bank')
  return [own(context, banks ? 'mine.bank' : 'mine.ours'), ...texts(context, answers.scope)]
}

function money(context: PageContext, incident: PublicIncident): TextView[] {
  const safe = incident.answers.money?.balanceSafe ?? (incident.money ? 'checking' : 'untouched')
  // A money incident is only ever resolved with the statement that everything has been matched.
  const matched = safe === 'checking' && isOver(incident)
  return [own(context, `money.${matched ? 'matched' : safe}`)]
}

function charged(context: PageContext, incident: PublicIncident): TextView[] {
  const { money: promised } = incident.answers
  const said = [promised?.pendingRule, promised?.refundBy, promised?.duplicates]
  if (isOver(incident)) {
    // "Every payment will be checked" was the machine's promise; what a person said since then stands.
    const kept = said.filter((one) => !isOwn(context, one, 'answer.pending', 'answer.duplicates'))
    const lines = texts(context, ...kept)
    return lines.length > 0 ? lines : [own(context, incident.money ? 'charged.over' : 'charged.untouched')]
  }
  const lines = texts(context, ...said)
  if (!incident.money) return lines.length > 0 ? lines : [own(context, 'charged.untouched')]
  if (billsAreOut(context)) return [own(context, 'charged.noBills'), ...lines]
  return lines.length > 0 ? [own(context, 'charged.notAgain'), ...lines] : [own(context, 'charged.wait')]
}

function now(context: PageContext, incident: PublicIncident): TextView[] {
  const { words } = context
  const { answers, components } = incident
  // What is over asks for nothing, unless somebody said that readers have to do something.
  if (isOver(incident)) {
    const left = answers.money?.actionNeeded === 'contact' ? 'contact' : 'none'
    return [own(context, `now.${left}`)]
  }
  const back = isBack(incident)
  // What works again needs nothing in its place.
  const links = back
    ? []
    : alternativesOf(
        context,
        components.map(({ componentId }) => componentId),
      )
  const instead = links.map(({ name }) => name)
  const noBills = billsAreOut(context)
  const action = answers.money?.actionNeeded
  // Nobody is sent to look at bills that cannot be opened; the answer about charges says so.
  const [first, ...rest] = (answers.doNow ?? []).filter((one) => !noBills || !isOwn(context, one, 'do.bill'))
  const lines = [
    ...texts(context, first),
    // What works at this moment is worth more than what worked when the words were written.
    ...(instead.length > 0
      ? [ownText(words.say('page:answers.now.instead', { names: words.list(instead, 3) }))]
      : []),
    ...texts(context, ...rest),
    ...(action === undefined || (noBills && action === 'check') ? [] : [own(context, `now.${action}`)]),
  ]
  return lines.length > 0 ? lines : [own(context, back ? 'now.none' : 'now.wait')]
}

function next(context: PageContext, incident: PublicIncident): TextView[] {
  const { words, now: at } = context
  const { eta, nextUpdateAt } = incident.answers
  if (isOver(incident)) return [own(context, 'next.over')]
  const lines: TextView[] = []
  if (nextUpdateAt !== undefined) {
    const key = nextUpdateAt >= at ? 'page:answers.next.by' : 'page:answers.next.late'
    lines.push(ownText(words.say(key, { time: words.moment(nextUpdateAt, at).text })))
  } else lines.push(own(context, 'next.whenKnown'))
  // What is back is not awaited.
  if (isBack(incident)) return lines
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

/** Whether a text is one that the machine wrote, word for word: what people wrote is never replaced. */
function isOwn({ deps, locale }: PageContext, text: LocalText | undefined, ...keys: readonly string[]) {
  return keys.some((key) => text?.[locale] === deps.texts.say(locale, `incident:${key}`))
}

function texts({ words }: PageContext, ...given: readonly (LocalText | undefined)[]): TextView[] {
  return given.flatMap((text) => (text === undefined ? [] : textView(words, text)))
}
