import { hitsOnlyBanks } from '../../domain/hits-only-banks.ts'
import type { Fact, Message } from '../../domain/message.ts'
import type { IncidentNews, Notice } from '../../domain/notice.ts'
import { isBack, isOver } from '../../domain/phases.ts'
import { fiveAnswers, QUESTIONS, type AnswerLine } from '../../help/incident/five-answers.ts'
import { toneOf } from '../../help/incident/incident-tone.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { isMachinesWords } from '../../lib/words/machines-words.ts'
import { dataOf } from './data.ts'
import { type MessageContext, oneLine, paragraphs, senderOf, withZone } from './message-context.ts'

/** How many components a title names before the rest is counted. */
const MOST_NAMED = 2

/** How many lines of each answer a message takes; the page has them all. */
const MOST_LINES = { mine: 2, money: 1, charged: 3, now: 3, next: 2 } as const

/** Words of the page that speak of "here", said from elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'money.checking': 'notice:incident.elsewhere.checking',
  'next.whenKnown': 'notice:incident.elsewhere.whenKnown',
}

/** The component that shows every entry, where a wallet names it so. */
const BILLS = 'bills'

/** Told as of the notice's moment: what the page says now may be newer. */
export function incidentMessage(
  context: MessageContext,
  notice: Notice,
  news: IncidentNews,
  now: number,
): Message {
  const { words, site } = context
  return {
    locale: context.locale,
    kind: 'incident',
    id: notice.id,
    title: titleOf(context, news),
    state: toneOf(news),
    lead: paragraphs(plainText(words, news.body)),
    facts: [...answerFacts(context, news, { at: notice.at, now }), timeFact(context, news, now)],
    scam: words.say('page:scam.text'),
    sender: senderOf(context),
    page: { label: words.say('notice:incident.page'), url: `${site}/incidents/${news.subjectId}` },
    parts: [],
    data: dataOf(context.wallet, notice, news),
  }
}

function titleOf(context: MessageContext, news: IncidentNews): string {
  const { words } = context
  const names = context.named(news.components)
  const what = names.length > 0 ? words.list(names, MOST_NAMED) : plainText(words, news.title)
  const state = isBack(news)
    ? words.say(`notice:incident.${isOver(news) ? 'over' : 'back'}`)
    : words.say(`state:state.${toneOf(news)}`)
  if (news.phase === 'resolved') return oneLine(words.say('notice:title.plain', { state, what }))
  const phase = words.say(`notice:incident.phase.${news.moment === 'reopened' ? 'reopened' : news.phase}`)
  return oneLine(words.say('notice:title.full', { state, what, phase }))
}

function answerFacts(
  context: MessageContext,
  news: IncidentNews,
  times: { at: number; now: number },
): Fact[] {
  const { words, texts, locale } = context
  const { phase, money, answers, components } = news
  const lines = fiveAnswers({
    phase,
    money,
    answers,
    onlyBanks: hitsOnlyBanks(components, context.wallet),
    billsOut: components.some((one) => one.worst === 'major_outage' && showsBills(context, one.componentId)),
    hasInstead: (answers.stillWorks ?? []).length > 0,
    now: times.at,
    isMachines: (text, key) => isMachinesWords({ texts, locale }, text, key),
  })
  return QUESTIONS.map((name) => ({
    label: words.say(`page:answers.${name}.question`),
    lines: lines[name]
      .slice(0, MOST_LINES[name])
      .map((line) => oneLine(lineOf(context, news, line, times.now))),
  }))
}

function showsBills(context: MessageContext, id: string): boolean {
  return id === BILLS || context.component(id)?.task === 'sign_in'
}

function lineOf(context: MessageContext, { answers }: IncidentNews, line: AnswerLine, now: number): string {
  const { words } = context
  switch (line.kind) {
    case 'written':
      return plainText(words, line.text)
    case 'own':
      return words.say(ELSEWHERE[line.key] ?? `page:answers.${line.key}`)
    case 'instead': {
      // People write what still works as whole sentences, too.
      const works = (answers.stillWorks ?? []).map((text) => plainText(words, text).replace(/[。.]$/, ''))
      return words.say('notice:incident.works', { names: words.list(works, 3) })
    }
    case 'next': {
      const time = words.dateClock(line.at, now).text
      return words.say(`notice:incident.${line.late ? 'late' : 'by'}`, { time, zone: words.zoneName })
    }
    case 'eta': {
      const { fromAt, toAt } = line
      const time =
        toAt === undefined ? words.dateClock(fromAt, now).text : words.dateRange({ fromAt, toAt }, now)
      return words.say('page:answers.next.eta', { time })
    }
    default:
      return line satisfies never
  }
}

function timeFact({ words }: MessageContext, { startedAt, resolvedAt }: IncidentNews, now: number): Fact {
  const time =
    resolvedAt === undefined
      ? words.say('notice:incident.since', { time: words.dateClock(startedAt, now).text })
      : words.dateRange({ fromAt: startedAt, toAt: resolvedAt }, now)
  return { label: words.say('notice:time'), lines: [withZone(words, time)] }
}
