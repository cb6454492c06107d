import type { LocalText } from '../../domain/locale.ts'
import type { Fact, Message } from '../../domain/message.ts'
import type { MaintenanceNews, Notice } from '../../domain/notice.ts'
import { plainText } from '../../lib/words/local-text.ts'
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
  const when = words.dateRange({ fromAt: news.startsAt, toAt: news.endsAt }, now)
  const what = plainText(words, news.title)
  const state = words.say(`notice:maintenance.state.${moment}`)
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
    lead: [words.say(`notice:maintenance.lead.${moment}`, { what, when }), ...bodyOf(context, news)].join(
      '\n',
    ),
    facts: factsOf(context, news, { when: withZone(words, when), over }),
    scam: words.say('notice:scam'),
    sender: senderOf(context),
    page: { label: words.say('notice:maintenance.page'), url: home },
    parts: [],
    data: dataOf(context.wallet, notice, news),
  }
}

/** Work without a further word has a blank body, which is no missing translation. */
function bodyOf({ words }: MessageContext, { body }: MaintenanceNews): string[] {
  const isBlank = Object.values(body).every((text) => text.trim() === '')
  return isBlank ? [] : [paragraphs(plainText(words, body))]
}

function factsOf(
  context: MessageContext,
  news: MaintenanceNews,
  { when, over }: { readonly when: string; readonly over: boolean },
): Fact[] {
  const { words } = context
  const time = { label: words.say('notice:time'), lines: [when] }
  const components = {
    label: words.say('page:maintenance.components'),
    lines: context.names(news.componentIds),
  }
  if (over) return withLines([time, components])
  const list = (name: 'mayFail' | 'delayed' | 'notAffected', texts: readonly LocalText[]) => ({
    label: words.say(`page:maintenance.${name}`),
    lines: texts.map((text) => oneLine(plainText(words, text))),
  })
  return withLines([
    time,
    list('mayFail', news.mayFail),
    list('delayed', news.delayed),
    list('notAffected', news.notAffected),
    components,
  ])
}

function withLines(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ lines }) => lines.length > 0)
}
