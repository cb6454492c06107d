import type { LocalText } from '../../domain/locale.ts'
import type { News, Notice, OperatorsNews, TicketMoment } from '../../domain/notice.ts'
import type { Texts } from '../../lib/text.ts'
import { overdueWord, waitingWord } from '../../record/feedback/ticket-words.ts'
import { gatheredLossWord, lossWord } from '../../record/losses/loss-words.ts'

/** What stands between people who wrote to us and those who answer them. */
export const DESK_KINDS = [
  'ticket-answered',
  'ticket-closed',
  'ticket-merged',
  'ticket-incident-over',
  'operators-ticket',
  'operators-loss',
  'operators-overdue',
  'operators-unreached',
] as const

type DeskKind = (typeof DESK_KINDS)[number]

/** Reference numbers that were given to nobody. */
export const TICKET = 'F-2026-7K3MQ'
const LOSS = 'L-2026-7K3MQ'

/** In the words that real ones have, about an incident of this title; `notice` makes them one by one, from the first on. */
export function deskNotices(
  notice: (num: number, news: News) => Notice,
  { texts, title }: { readonly texts: Texts; readonly title: LocalText },
): Record<DeskKind, Notice> {
  const incident = { id: 'sampleincide', title }
  const waiting = { fresh: 2, waiting: 5, overdue: 1 }
  return {
    'ticket-answered': notice(1, ticket('answered')),
    'ticket-closed': notice(2, ticket('closed')),
    'ticket-merged': notice(3, ticket('merged', incident)),
    'ticket-incident-over': notice(4, ticket('incident_over', incident)),
    'operators-ticket': notice(5, operators(waitingWord(texts, waiting))),
    'operators-loss': notice(
      6,
      operators(lossWord(texts, { ref: LOSS, lost: ['phone'], contact: 'sample' })),
    ),
    'operators-overdue': notice(7, operators(overdueWord(texts, waiting))),
    'operators-unreached': notice(8, operators(gatheredLossWord(texts, 'UNREACHED', 3))),
  }
}

function ticket(moment: TicketMoment, incident?: { readonly id: string; readonly title: LocalText }): News {
  return { subject: 'ticket', subjectId: TICKET, moment, ...(incident && { incident }) }
}

function operators(word: Pick<OperatorsNews, 'kind' | 'ref' | 'title' | 'body'>): News {
  return { subject: 'operators', subjectId: `${word.kind}:${word.ref}`, moment: 'noted', ...word }
}
