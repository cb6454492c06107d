import type { Message } from '../../domain/message.ts'
import type { Notice, TicketNews } from '../../domain/notice.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { iso } from './data.ts'
import { type MessageContext, oneLine, senderOf } from './message-context.ts'

/**
 * To the mailbox left with a ticket: that something happened, and where to read it. Whoever left the address may not be who reads
 * this, so no word that anybody typed is in it. The letter's own link opens the ticket, since people lose the one they were shown. It is
 * not in the word that an incident is over: that one needs nobody of ours to act on the ticket first, so whoever wants to make
 * strangers read what they typed could have it sent to thousands; it leads to the incident instead.
 */
export function ticketMessage(
  context: MessageContext,
  { id, at }: Notice,
  { subjectId: ref, moment, incident }: TicketNews,
): Message {
  const { words, site } = context
  const sender = senderOf(context)
  const label = (name: string) => words.say(`notice:ticket.${name}`)
  return {
    locale: context.locale,
    kind: 'ticket',
    id,
    title: oneLine(words.say(`notice:ticket.title.${moment}`, { sender, ref })),
    lead: words.say(`notice:ticket.lead.${moment}`),
    facts: [
      { label: label('ref'), lines: [ref] },
      ...(incident === undefined
        ? []
        : [{ label: label('incident'), lines: [oneLine(plainText(words, incident.title))] }]),
    ],
    scam: words.say('notice:scam'),
    sender,
    ...(moment === 'incident_over' &&
      incident !== undefined && {
        page: { label: label('incidentPage'), url: `${site}/incidents/${encodeURIComponent(incident.id)}` },
      }),
    parts: [],
    data: { type: `ticket.${moment}`, id, at: iso(at), ref },
  }
}
