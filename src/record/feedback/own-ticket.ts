import { TICKET_MOMENTS } from '../../domain/notice.ts'
import { isWaiting, type TicketLetters, type TicketThread } from '../../domain/ticket.ts'
import type { SecretLink } from '../../lib/secret-link.ts'
import { emptyLog } from '../../store/empty-log.ts'
import { deliveriesOf } from '../../store/notices/subscriber-deliveries.ts'
import type { Db } from '../../store/open.ts'
import { addToCounts } from '../../store/ticket-counts.ts'
import { mailboxOfTicket } from '../../store/ticket-mailboxes.ts'
import { deleteTickets, insertWord, threadOf, updateTicket, type StoredTicket } from '../../store/tickets.ts'
import { countPlaceOf, uncountHandled } from './count-ticket.ts'
import type { FeedbackDesk } from './feedback-desk.ts'
import { FeedbackRefused } from './feedback-refused.ts'
import { openedTicket, type LinkDesk } from './opened-ticket.ts'
import { promiseReply } from './promise-reply.ts'
import { readWords, type Mark } from './read-words.ts'
import { refuseWithoutRoom } from './refuse-without-room.ts'

type Desk = Pick<FeedbackDesk, 'db' | 'wallet' | 'tokens'>

/** A thread that has come to this many words goes on by telephone. */
const MOST_WORDS = 60
/** The same word again within this is a second click. */
const TWICE_MS = 60_000

/** A ticket as its writer sees it: with what was sent to the mailbox left with it, if letters go to one. */
export async function readOwn(
  desk: LinkDesk,
  link: SecretLink,
): Promise<(TicketThread & { readonly letters?: TicketLetters }) | undefined> {
  const ticket = await openedTicket(desk, link)
  if (ticket === undefined) return undefined
  const letters = await lettersOf(desk.db, ticket)
  return { ...(await threadOf(desk.db, ticket)), ...(letters && { letters }) }
}

async function lettersOf(db: Db, { num }: StoredTicket): Promise<TicketLetters | undefined> {
  const mailbox = await mailboxOfTicket(db, num)
  if (mailbox === undefined) return undefined
  const deliveries = await deliveriesOf(db, mailbox.num)
  return {
    stopped: mailbox.status !== 'active',
    sent: deliveries.flatMap(({ moment: told, status, settledAt: at }) => {
      const moment = TICKET_MOMENTS.find((known) => known === told)
      return status === 'sent' && moment !== undefined && at !== undefined ? [{ moment, at }] : []
    }),
  }
}

/**
 * The writer says more. On an answered or closed ticket that reopens it: with a new day for the answer, and no longer counted as
 * handled. Answers what was hidden, undefined for a link that opens nothing. Throws FeedbackRefused.
 */
export async function addWord(
  desk: Desk,
  { link, message, mark }: { readonly link: SecretLink; readonly message: string; readonly mark: Mark },
  now: number,
): Promise<{ readonly reopened: boolean; readonly hidden: boolean } | undefined> {
  return desk.db.transaction().execute(async (tx) => {
    const ticket = await openedTicket({ db: tx, tokens: desk.tokens }, link)
    if (ticket === undefined) return undefined
    const words = readWords(message, mark)
    if (!words.ok) throw new FeedbackRefused([{ field: 'message', problem: words.problem }])
    const thread = await threadOf(tx, ticket)
    const last = thread.words.at(-1)
    if (last?.by === 'person' && last.body === words.text && now - last.at < TWICE_MS)
      return { reopened: false, hidden: words.hidden.length > 0 }
    if (thread.words.length >= MOST_WORDS)
      throw new FeedbackRefused([{ field: 'message', problem: 'thread_long' }])
    await refuseWithoutRoom(tx)
    await insertWord(tx, ticket.num, { by: 'person', body: words.text, at: now })
    const reopened = !isWaiting(ticket)
    if (reopened) await reopen(tx, desk, ticket, now)
    return { reopened, hidden: words.hidden.length > 0 }
  })
}

async function reopen(tx: Db, { wallet }: Desk, ticket: StoredTicket, now: number): Promise<void> {
  await uncountHandled(tx, wallet, ticket)
  const { answeredAt: _, closedAt: __, countedAs: ___, ...rest } = ticket
  await updateTicket(tx, { ...rest, state: 'reopened', ...promiseReply(wallet, ticket.category, now) })
}

/** How content the writer is, 1 to 5, once there is an answer; a later rating replaces the one before. */
export async function rate(
  { db, wallet, tokens }: Desk,
  link: SecretLink,
  satisfaction: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ticket = await openedTicket({ db: tx, tokens }, link)
    if (ticket === undefined || isWaiting(ticket)) return false
    const before = ticket.satisfaction
    await updateTicket(tx, { ...ticket, satisfaction })
    await addToCounts(tx, countPlaceOf(wallet, ticket), {
      rated: before === undefined ? 1 : 0,
      rating_sum: satisfaction - (before ?? 0),
    })
    return true
  })
}

/** Deletes a ticket and every word of it. Its year's counts keep that there was one, and whether we had answered. */
export async function withdraw({ db, wallet, tokens }: Desk, link: SecretLink): Promise<boolean> {
  const done = await db.transaction().execute(async (tx) => {
    const ticket = await openedTicket({ db: tx, tokens }, link)
    if (ticket === undefined) return false
    if (ticket.countedAs === undefined) await addToCounts(tx, countPlaceOf(wallet, ticket), { withdrawn: 1 })
    await deleteTickets(tx, [ticket.num])
    return true
  })
  if (done) await emptyLog(db)
  return done
}

/** All that is held about a ticket, for its writer to take along. Who of us took care of it is not theirs. */
export async function exportOwn(desk: LinkDesk, link: SecretLink, now: number): Promise<object | undefined> {
  const ticket = await readOwn(desk, link)
  if (ticket === undefined) return undefined
  return {
    exportedAt: time(now),
    reference: ticket.ref,
    category: ticket.category,
    kind: ticket.kind,
    component: ticket.componentId ?? null,
    incident: ticket.incidentId ?? null,
    language: ticket.locale,
    contact: ticket.contact ?? null,
    state: ticket.state,
    receivedAt: time(ticket.receivedAt),
    answerBy: ticket.replyBy,
    answeredAt: time(ticket.answeredAt),
    closedAt: time(ticket.closedAt),
    satisfaction: ticket.satisfaction ?? null,
    letters:
      ticket.letters === undefined
        ? null
        : {
            stopped: ticket.letters.stopped,
            sent: ticket.letters.sent.map(({ moment, at }) => ({ about: moment, at: time(at) })),
          },
    words: ticket.words.map(({ by, body, at }) => ({ by, body, at: time(at) })),
  }
}

function time(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}
