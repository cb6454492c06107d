import type { LocalText } from '../../domain/locale.ts'
import type { MaintenanceWindow } from '../../domain/maintenance.ts'
import type { Fact, Message } from '../../domain/message.ts'
import type { MaintenanceNews, Notice } from '../../domain/notice.ts'
import { plainText } from '../../lib/words/local-text.ts'
import type { Words } from '../../lib/words/words.ts'
import { dataOf } from './data.ts'
import { type MessageContext, oneLine, paragraphs, senderOf, withZone } from './message-context.ts'

/** Planned work: when it is and what it does to readers. */
export function maintenanceMessage(
  context: MessageContext,
  notice: Notice,
  news: MaintenanceNews,
  now: number,
): Message {
  const { words, home } = context
  const { moment } = news
  const over = moment === 'ended' || moment === 'cancelled'
  const range = (window: MaintenanceWindow) =>
    words.dateRange({ fromAt: window.startsAt, toAt: window.endsAt }, now)
  const when = range(news)
  const was = news.was && range(news.was)
  const what = plainText(words, news.title)
  const course = courseOf(news, notice.at)
  const state = words.say(`notice:maintenance.state.${course}`)
  return {
    locale: context.locale,
    kind: 'maintenance',
    id: notice.id,
    title: oneLine(
      over
        ? words.say('notice:title.plain', { state, what })
        : words.say('notice:title.full', { state, what, phase: when }),
    ),
    ...(moment !== 'cancelled' && { state: moment === 'ended' ? 'operational' : 'maintenance' }),
    lead: [
      words.say(`notice:maintenance.lead.${course}`, {
        what,
        when,
        was,
        until: endInWords(words, news, now),
        wasUntil: news.was && endInWords(words, news.was, now),
      }),
      ...bodyOf(context, news),
    ].join('\n'),
    facts: factsOf(context, news, {
      when: withZone(words, when),
      ...(was !== undefined && { was: withZone(words, was) }),
      over,
    }),
    scam: words.say('notice:scam'),
    sender: senderOf(context),
    page: { label: words.say('notice:maintenance.page'), url: home },
    parts: [],
    data: dataOf(context.wallet, notice, news),
  }
}

/** The moment, and of an update what it comes to. */
function courseOf({ moment, startsAt, endsAt, was }: MaintenanceNews, at: number) {
  if (moment !== 'updated' || was === undefined) return moment
  if (startsAt > at || was.startsAt !== startsAt) return 'moved'
  return endsAt > was.endsAt ? 'longer' : 'shorter'
}

/** To whoever a word is no update for it says nothing of what they were never told. */
function leftNames({ names }: MessageContext, { moment, left = [] }: MaintenanceNews): string[] {
  return moment === 'updated' ? names(left) : []
}

function endInWords(words: Words, { endsAt }: MaintenanceWindow, now: number): string {
  return words.dateClock(endsAt, now).text
}

/** Work without a further word has a blank body, which is no missing translation. */
function bodyOf({ words }: MessageContext, { body }: MaintenanceNews): string[] {
  const isBlank = Object.values(body).every((text) => text.trim() === '')
  return isBlank ? [] : [paragraphs(plainText(words, body))]
}

function factsOf(
  context: MessageContext,
  news: MaintenanceNews,
  { when, was, over }: { readonly when: string; readonly was?: string; readonly over: boolean },
): Fact[] {
  const { words } = context
  const time = { label: words.say('notice:time'), lines: [when] }
  const components = {
    label: words.say('page:maintenance.components'),
    lines: context.names(news.componentIds),
  }
  const before = { label: words.say('notice:maintenance.was'), lines: was === undefined ? [] : [was] }
  const left = { label: words.say('notice:maintenance.left'), lines: leftNames(context, news) }
  if (over) return withLines([time, components])
  const list = (name: 'mayFail' | 'delayed' | 'notAffected', texts: readonly LocalText[]) => ({
    label: words.say(`page:maintenance.${name}`),
    lines: texts.map((text) => oneLine(plainText(words, text))),
  })
  return withLines([
    time,
    before,
    list('mayFail', news.mayFail),
    list('delayed', news.delayed),
    list('notAffected', news.notAffected),
    components,
    left,
  ])
}

function withLines(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ lines }) => lines.length > 0)
}
