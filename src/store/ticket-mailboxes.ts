import type { Locale } from '../domain/locale.ts'
import type { Subscriber } from '../domain/subscriber.ts'
import { toJson } from './json.ts'
import type { Db } from './tables.ts'

/** Where letters about one ticket go: a row of `subscribers`, as everything is that letters are written to. */
export interface TicketMailbox {
  readonly num: number
  readonly id: string
  /** By which letters to it are counted. */
  readonly mailbox: string
  readonly status: Subscriber['status']
}

export async function insertTicketMailbox(
  tx: Db,
  given: {
    readonly id: string
    readonly ticketNum: number
    readonly mailbox: string
    readonly locale: Locale
    readonly now: number
  },
): Promise<void> {
  const { id, ticketNum, mailbox, locale, now } = given
  // No address and no digest of any token: nobody is found by these.
  const name = `ticket:${id}`
  await tx
    .insertInto('subscribers')
    .values({
      id,
      transport: 'email',
      address: name,
      settings_json: toJson({}),
      locale,
      detail: 'every_update',
      once: 0,
      status: 'active',
      manage_hash: name,
      created_at: now,
      confirmed_at: now,
      ticket: ticketNum,
      mailbox,
    })
    .execute()
}

export async function mailboxOfTicket(db: Db, ticketNum: number): Promise<TicketMailbox | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .select(['num', 'id', 'mailbox', 'status'])
    .where('ticket', '=', ticketNum)
    .executeTakeFirst()
  return row && { ...row, mailbox: row.mailbox ?? '' }
}

/** How many letters about tickets went to a mailbox since an instant, or are to go. */
export async function countTicketLetters(
  tx: Db,
  { mailbox, sinceAt }: { readonly mailbox: string; readonly sinceAt: number },
): Promise<number> {
  const { count } = await tx
    .selectFrom('deliveries')
    .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('mailbox', '=', mailbox)
    .where('deliveries.created_at', '>', sinceAt)
    .where('deliveries.status', 'in', ['waiting', 'sending', 'sent'])
    .executeTakeFirstOrThrow()
  return count
}

/** Takes a mailbox off every ticket that it was left with, the address with it. */
export async function removeMailbox(tx: Db, mailbox: string): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ contact: null })
    .where('num', 'in', (from) =>
      from
        .selectFrom('subscribers')
        .select('ticket')
        .where('mailbox', '=', mailbox)
        .where('ticket', 'is not', null)
        .$narrowType<{ ticket: number }>(),
    )
    .execute()
  await tx.deleteFrom('subscribers').where('mailbox', '=', mailbox).execute()
}

export async function refuseMailbox(tx: Db, digest: string, now: number): Promise<void> {
  await tx
    .insertInto('refused_mailboxes')
    .values({ digest, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function isMailboxRefused(db: Db, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('refused_mailboxes')
    .select('digest')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row !== undefined
}
