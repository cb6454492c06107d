import { hitsOnlyBanks } from '../../../domain/hits-only-banks.ts'
import { fiveAnswers as answersOf, QUESTIONS, type AnswerLine } from '../../../help/incident/five-answers.ts'
import { ownText, textView, type TextView } from '../../../lib/words/local-text.ts'
import { isMachinesWords } from '../../../lib/words/machines-words.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { billsAreOut } from '../components/bills.ts'
import { componentLinks } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { failingNow } from './failing-now.ts'

/** One of the five questions everybody has, with short answers in the order they matter. */
export interface AnswerView {
  /** A word or two, for cards. */
  readonly label: string
  readonly question: string
  readonly lines: readonly TextView[]
}

/** The five answers in the page's language, with what works at this moment. */
export function fiveAnswers(context: PageContext, incident: PublicIncident): AnswerView[] {
  const { words, deps, locale, now } = context
  const { phase, money, answers } = incident
  const concerned = failingNow(context, incident)
  const failing = concerned.map(({ componentId }) => componentId)
  const instead = alternativesOf(context, failing).map(({ name }) => name)
  const lines = answersOf({
    phase,
    money,
    answers,
    onlyBanks: hitsOnlyBanks(concerned, deps.wallet),
    billsOut: billsAreOut(context),
    hasInstead: instead.length > 0,
    now,
    isMachines: (text, key) => isMachinesWords({ texts: deps.texts, locale }, text, key),
  })
  return QUESTIONS.map((name) => ({
    label: words.say(`page:answers.${name}.label`),
    question: words.say(`page:answers.${name}.question`),
    lines: lines[name].map((line) => lineView(context, line, instead)),
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

function lineView({ words, now }: PageContext, line: AnswerLine, instead: readonly string[]): TextView {
  const say = (key: string, parameters?: Readonly<Record<string, unknown>>) =>
    ownText(words.say(`page:answers.${key}`, parameters))
  switch (line.kind) {
    case 'written':
      return textView(words, line.text)
    case 'own':
      return say(line.key)
    case 'instead':
      return say('now.instead', { names: words.list(instead, 3) })
    case 'next':
      return say(line.late ? 'next.late' : 'next.by', { time: words.moment(line.at, now).text })
    case 'eta': {
      const { fromAt, toAt } = line
      const time = toAt === undefined ? words.moment(fromAt, now).text : words.range({ fromAt, toAt }, now)
      return say('next.eta', { time })
    }
    default:
      return line satisfies never
  }
}

/** What works right now in place of what does not; never one of these themselves. */
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
