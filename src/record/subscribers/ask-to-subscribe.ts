import { CONFIRM_WITHIN_MS } from '../../domain/retention.ts'
import type { Recipient } from '../../domain/subscriber.ts'
import type { TransportKind } from '../../domain/transport.ts'
import { owesYes } from './confirm.ts'
import { joinWishes } from './join-wishes.ts'
import { hasSameKeys } from './replace-browser.ts'
import { newId } from '../../lib/id.ts'
import { confirmToken, manageToken } from '../../lib/letter-links.ts'
import { digestOf } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { insertSubscriber, subscriberByAddress, updateSubscriber } from '../../store/subscribers.ts'
import { countAsking, writeTo } from './asking.ts'
import { readRecipient } from './read-recipient.ts'
import { readWishes, type Wishes, type WishesInput } from './read-wishes.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import { SubscriptionRefused } from './subscription-refused.ts'

/** Who asks, for what, and where notices are to go; as a form sends it. */
export interface AskInput extends WishesInput {
  readonly transport: string
  /** Fields of the transport by name: `address`, `secret` … */
  readonly given: Readonly<Record<string, string>>
  /** The version of the text that they agreed to. */
  readonly consentText: string
}

/** What the asker may know: the same whether or not the address was known. */
export interface Asked {
  readonly transport: TransportKind
  /** Where the browser itself is the proof: it is subscribed, and this is its token. */
  readonly manage?: string
  /** It asked to be told once, and is told anyway. */
  readonly already?: true
}

/**
 * Somebody asks for notices to an address: what is sent there asks whether they shall come. Whether the address was
 * known is told to the address alone. Throws SubscriptionRefused with everything that is wrong; then nothing is
 * written.
 */
export async function askToSubscribe(desk: SubscriberDesk, input: AskInput, now: number): Promise<Asked> {
  return desk.db.transaction().execute(async (tx) => {
    const to = readRecipient(desk.addresses, input)
    const { wishes, problems } = await readWishes(tx, desk, { input })
    if (!to.ok) throw new SubscriptionRefused([...problems, to.problem])
    if (problems.length > 0) throw new SubscriptionRefused(problems)
    const asking = { to: to.recipient, wishes, consent: { text: input.consentText, at: now } }
    if (asking.to.transport === 'web_push') return subscribeBrowser({ desk, tx, now }, asking)
    await ask({ desk, tx, now }, asking)
    return { transport: asking.to.transport }
  })
}

interface Moment {
  readonly desk: SubscriberDesk
  readonly tx: Db
  readonly now: number
}

interface Asking {
  readonly to: Recipient
  readonly wishes: Wishes
  readonly consent: { readonly text: string; readonly at: number }
}

async function ask({ desk, tx, now }: Moment, { to, wishes, consent }: Asking): Promise<void> {
  // Where no letter may be written nothing is changed either: a stranger would rewrite what an address is about to agree to.
  if (!(await countAsking(tx, desk, { to, now }))) return
  const known = await subscriberByAddress(tx, to)
  if (known !== undefined && !owesYes(known))
    return writeTo(tx, known, { moment: 'known', now, asked: wishes })
  const id = known?.id ?? newId()
  const asked = { ...to, consent, ...confirmable(desk, id, now) }
  const subscriber =
    known === undefined
      ? await insertSubscriber(tx, { ...newcomer(desk, { id, now }), ...asked, ...wishes })
      : await replaceSubscriber(tx, askedAnew(known, asked, wishes))
  await writeTo(tx, subscriber, { moment: 'confirm', now })
}

/** An address that was gone keeps what was wished for, whoever asks now; one that never said yes is asked this alone. */
function askedAnew(
  known: StoredSubscriber,
  asked: Recipient & Pick<StoredSubscriber, 'consent'>,
  wishes: Wishes,
): StoredSubscriber {
  if (known.status === 'pending' || known.confirmedAt === undefined)
    return { ...afresh(known), ...asked, ...wishes, status: 'pending' }
  // Which key signs is nothing that a form says.
  return { ...known, ...asked, settings: known.transport === 'webhook' ? known.settings : asked.settings }
}

/** The link that confirms is another one at every asking, and the one before is worth nothing. */
function confirmable({ tokens }: SubscriberDesk, id: string, askedAt: number) {
  return {
    askedAt,
    confirmHash: digestOf(confirmToken(tokens, id, askedAt)),
    confirmUntil: askedAt + CONFIRM_WITHIN_MS,
  }
}

/**
 * A browser that holds the keys to its own notices has shown that they are its: it is subscribed at once. What it asks
 * for later joins what it is told already.
 */
async function subscribeBrowser({ desk, tx, now }: Moment, { to, wishes, consent }: Asking): Promise<Asked> {
  const { transport } = to
  const known = await subscriberByAddress(tx, to)
  if (known !== undefined && !hasSameKeys(known, to)) return { transport }
  const id = known?.id ?? newId()
  const active = { ...to, consent, status: 'active' } as const
  const subscriber =
    known === undefined
      ? await insertSubscriber(tx, { ...newcomer(desk, { id, now }), ...wishes, ...active, confirmedAt: now })
      : await replaceSubscriber(tx, {
          ...afresh(known),
          ...(known.confirmedAt === undefined ? wishes : joinWishes(known, wishes)),
          ...active,
          confirmedAt: known.confirmedAt ?? now,
        })
  if (await countAsking(tx, desk, { to, now })) await writeTo(tx, subscriber, { moment: 'welcome', now })
  const already = wishes.once && !subscriber.once
  return { transport, manage: manageToken(desk.tokens, id), ...(already && { already }) }
}

function newcomer({ tokens }: SubscriberDesk, { id, now }: { readonly id: string; readonly now: number }) {
  return {
    id,
    status: 'pending',
    manageHash: digestOf(manageToken(tokens, id)),
    createdAt: now,
  } as const
}

async function replaceSubscriber(tx: Db, subscriber: StoredSubscriber): Promise<StoredSubscriber> {
  await updateSubscriber(tx, subscriber)
  return subscriber
}

/** Without what a new asking leaves out: nothing of the one before is to shine through. */
function afresh(known: StoredSubscriber): StoredSubscriber {
  const { quiet: _, pausedBecause: __, ...rest } = known
  return rest
}
