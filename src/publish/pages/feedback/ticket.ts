import { isLate, isWaiting, type TicketLetters, type TicketThread } from '../../../domain/ticket.ts'
import { writeSecretLink } from '../../../lib/secret-link.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { promisedDay } from '../promised-day.ts'
import { lettersView } from './ticket-letters.ts'
import type { TypedProblem } from './typed-feedback.ts'

/** What was done, as the page that follows says it: below `feedback:done.`. */
export const TICKET_DONE = [
  'received',
  'received_hidden',
  'added',
  'added_hidden',
  'reopened',
  'rated',
] as const

export type TicketDone = (typeof TICKET_DONE)[number]

export interface TicketPage {
  readonly ticket: TicketThread & { readonly letters?: TicketLetters }
  /** Of its secret link. */
  readonly token: string
  readonly done?: TicketDone
  /** What its writer wanted to add, with what is wrong with it. */
  readonly typed?: string
  readonly problems?: readonly TypedProblem[]
}

/** One's own ticket: how it stands, what was said, and everything its writer may do with it. */
export async function ticketContent(context: PageContext, page: TicketPage): Promise<PageContent> {
  const { words, deps, prefix, now } = context
  const { ticket, token, done, problems = [] } = page
  const path = `/feedback/${writeSecretLink({ ref: ticket.ref, token })}`
  const waiting = isWaiting(ticket)
  const isReceipt = done === 'received' || done === 'received_hidden'
  // Its address is what people bookmark: on a later visit the answer comes first, not that we have their words.
  const fresh = isReceipt && ticket.state === 'received'
  return {
    title: words.say('feedback:ticket.title', { ref: ticket.ref }),
    description: words.say('feedback:ticket.description'),
    path,
    template: 'pages/ticket',
    form: true,
    hidden: true,
    sheets: ['assets/feedback.css'],
    ...(problems.length > 0 && { status: 400 }),
    view: {
      ref: ticket.ref,
      fresh,
      done: done === undefined || (isReceipt && !fresh) ? null : words.say(`feedback:done.${done}`),
      state: words.say(`feedback:state.${ticket.state}`),
      ...nextOf(context, ticket),
      link: `${deps.wallet.page.publicUrl}${prefix}${path}`,
      facts: await facts(context, ticket),
      letters: lettersView(context, ticket.letters),
      thread: ticket.words.map(({ by, body, at }) => ({
        who: words.say(`feedback:by.${by}`),
        ours: by === 'operator',
        body,
        at: words.dateClock(at, now),
      })),
      problems: problems.map(({ problem }) => ({
        href: '#message',
        text: words.say(`feedback:problem.${problem}`),
      })),
      wrong: problems.length > 0,
      typed: page.typed ?? '',
      waiting,
      action: `${prefix}${path}`,
      stars: [1, 2, 3, 4, 5].map((value) => ({
        value,
        label: words.say(`feedback:satisfaction.${value}`),
        checked: ticket.satisfaction === value,
      })),
    },
  }
}

/** What comes next: until when somebody answers, which is said plainly where it has passed. */
function nextOf(context: PageContext, ticket: TicketThread) {
  const { words, now } = context
  const next = (key: string, said: { readonly date?: string } = {}) => words.say(`feedback:next.${key}`, said)
  if (!isWaiting(ticket)) return { next: next(ticket.state), mayMove: null }
  const { date, mayMove } = promisedDay(context, { date: ticket.replyBy, certain: ticket.replyByCertain })
  if (isLate(ticket, words.dayKey(now))) return { next: next('late', { date }), mayMove: null }
  return { next: next('by', { date }), mayMove }
}

/** That it is over is said with the time: its writer may have waited for that. */
function incidentInWords({ words, now }: PageContext, { title, phase, resolvedAt }: PublicIncident): string {
  const named = { title: plainText(words, title) }
  if (resolvedAt !== undefined)
    return words.say('feedback:fact.incidentIsOver', {
      ...named,
      time: words.dateClock(resolvedAt, now).text,
    })
  return words.say('feedback:fact.incidentIs', { ...named, phase: words.say(`state:phase.${phase}`) })
}

async function facts(context: PageContext, ticket: TicketThread) {
  const { words, deps, prefix, now } = context
  const category = deps.wallet.feedback?.categories.find(({ id }) => id === ticket.category)
  const place = ticket.componentId === undefined ? undefined : context.place(ticket.componentId)
  const incident = ticket.incidentId === undefined ? undefined : await deps.readIncident(ticket.incidentId)
  const fact = (name: string, value: string, href: string | null = null) => ({
    label: words.say(`feedback:fact.${name}`),
    value,
    href,
  })
  return [
    fact('received', words.dateClock(ticket.receivedAt, now).text),
    fact('category', category === undefined ? ticket.category : textView(words, category.name).text),
    ...(place === undefined ? [] : [fact('component', fullName(context, place))]),
    ...(incident === undefined
      ? []
      : [fact('incident', incidentInWords(context, incident), `${prefix}/incidents/${incident.id}`)]),
    fact('contact', ticket.contact ?? words.say('feedback:fact.noContact')),
  ]
}
