import { isLate, isWaiting, type Ticket, type TicketThread } from '../../domain/ticket.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { shownTime } from './shown-time.ts'
import { dayNameOf } from '../../lib/zone-days.ts'

/** A ticket in one line; one whose day has passed says so. */
export function describeTicket(ticket: Ticket, { page }: Wallet, now: number): string {
  const { ref, state, category, kind, replyBy, takenBy, incidentId, receivedAt } = ticket
  const late = isLate(ticket, dayNameOf(page.zone, now))
  return [
    ref,
    state,
    `${kind} ${category}`,
    `received ${shownTime(receivedAt, page.zone)}`,
    ...(isWaiting(ticket) ? [`answer by ${replyBy}${late ? ' OVERDUE' : ''}`] : []),
    ...(takenBy === undefined ? [] : [`with ${takenBy}`]),
    ...(incidentId === undefined ? [] : [`incident ${incidentId}`]),
  ].join('  ')
}

/** All that an operator needs to answer it. The secret link is its writer's alone. */
export function showTicket(ticket: TicketThread, wallet: Wallet, now: number): string {
  const { zone } = wallet.page
  return [
    describeTicket(ticket, wallet, now),
    `language: ${ticket.locale}`,
    ...(ticket.componentId === undefined ? [] : [`component: ${ticket.componentId}`]),
    `contact: ${ticket.contact ?? 'none'}`,
    ...(ticket.satisfaction === undefined ? [] : [`satisfaction: ${ticket.satisfaction} of 5`]),
    ...ticket.words.flatMap(({ by, body, at }) => ['', `${shownTime(at, zone)}  ${by}`, printable(body)]),
  ].join('\n')
}

/** What people typed must not steer the operator's terminal. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these steer terminals
  return text.replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g, ' ')
}
