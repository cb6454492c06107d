import type { Locale } from '../../domain/locale.ts'
import type { SecretKind } from '../../help/typed-secrets/hide-typed-secrets.ts'
import { newId } from '../../lib/id.ts'
import { underFreeReference } from '../../lib/reference-number.ts'
import { digestOf, type Tokens } from '../../lib/tokens.ts'
import { yearIn } from '../../lib/zone-days.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { addToCounts } from '../../store/ticket-counts.ts'
import { insertTicket, insertWord, type StoredTicket } from '../../store/tickets.ts'
import { countPlaceOf } from './count-ticket.ts'
import type { FeedbackDesk } from './feedback-desk.ts'
import { FeedbackRefused } from './feedback-refused.ts'
import { leaveMailbox } from './leave-mailbox.ts'
import { categoryOf, promiseReply } from './promise-reply.ts'
import { readContact } from './read-contact.ts'
import { readWords, type Mark } from './read-words.ts'
import { refuseWithoutRoom } from './refuse-without-room.ts'

/** A filled-in form; what was left out is empty. */
export interface FeedbackInput {
  readonly locale: Locale
  readonly category: string
  readonly componentId: string
  /** The incident that its writer says it is about. */
  readonly incidentId: string
  readonly message: string
  readonly contact: string
}

/** What its writer takes away. The token is told this once and stored nowhere. */
export interface Receipt {
  readonly ticket: StoredTicket
  readonly token: string
  readonly hidden: readonly SecretKind[]
}

/**
 * Takes feedback: a ticket with its first word, counted. Throws FeedbackRefused with everything that is wrong; then nothing is
 * written.
 */
export async function giveFeedback(
  desk: FeedbackDesk,
  { input, mark }: { readonly input: FeedbackInput; readonly mark: Mark },
  now: number,
): Promise<Receipt> {
  const { db, wallet } = desk
  const category = categoryOf(wallet.feedback, input.category)
  const message = readWords(input.message, mark)
  const contact = readContact(input.contact)
  if (category === undefined || !message.ok || contact === false)
    throw new FeedbackRefused([
      ...(category === undefined ? [{ field: 'category', problem: 'category' }] : []),
      ...(message.ok ? [] : [{ field: 'message', problem: message.problem }]),
      ...(contact === false ? [{ field: 'contact', problem: 'contact' }] : []),
    ])
  const { locale, componentId } = input
  const address = contact === undefined ? undefined : desk.readMail?.(contact)
  const left = address ?? contact
  return db.transaction().execute(async (tx) => {
    await refuseWithoutRoom(tx)
    const incidentId = await publishedId(tx, input.incidentId)
    const { ticket, token } = await insertNew(tx, desk, {
      category: category.id,
      kind: category.kind,
      ...(wallet.components.some(({ id }) => id === componentId) && { componentId }),
      ...(incidentId !== undefined && { incidentId }),
      locale,
      ...(left !== undefined && { contact: left }),
      state: 'received',
      receivedAt: now,
      ...promiseReply(wallet, category.id, now),
    })
    if (address !== undefined) await leaveMailbox(tx, desk, { ticket, address }, now)
    await insertWord(tx, ticket.num, { by: 'person', body: message.text, at: now })
    await addToCounts(tx, countPlaceOf(wallet, ticket), { received: 1 })
    return { ticket, token, hidden: message.hidden }
  })
}

async function publishedId(tx: Db, id: string): Promise<string | undefined> {
  if (id === '') return undefined
  const incident = await incidentById(tx, id)
  return incident?.publication === 'published' ? incident.id : undefined
}

async function insertNew(
  tx: Db,
  { wallet, tokens }: FeedbackDesk,
  made: Omit<StoredTicket, 'num' | 'id' | 'ref' | 'tokenHash'>,
): Promise<{ ticket: StoredTicket; token: string }> {
  const id = newId()
  const token = ticketToken(tokens, id)
  const year = yearIn(wallet.page.zone, made.receivedAt)
  const ticket = await underFreeReference({ mark: 'F', year }, (ref) =>
    insertTicket(tx, { ...made, id, ref, tokenHash: digestOf(token) }),
  )
  return { ticket, token }
}

/** By which a ticket's writer sees, answers and deletes it. */
function ticketToken(tokens: Pick<Tokens, 'token'>, id: string): string {
  return tokens.token('ticket', id)
}
