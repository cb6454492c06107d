import type { Templates } from '../../../lib/templates.ts'
import type { Letter, Message } from '../../../domain/message.ts'
import { readMailAddress } from './mail-address.ts'
import { composeDraft, placeholders, type MailDraft } from './mail-draft.ts'
import { type MailSender, messageId, ownHeaders, sharedHeaders } from './mail-headers.ts'
import { type MailPoolOptions, openMailPool } from './mail-pool.ts'
import { renderMail } from './render-mail.ts'

export interface Mailing {
  /** Resolves when the mail server has taken it; throws DeliveryError. */
  mail(letter: Letter, now: number, signal: AbortSignal): Promise<void>
  close(): void
}

export interface MailingOptions extends MailPoolOptions {
  readonly templates: Templates
  readonly sender: MailSender
  /** Where bounces come back to; a name before it is left out. */
  readonly envelopeFrom: string
}

/** A message's MIME is made once and kept as long as the message; each letter fills in what is the recipient's own. */
export function openMailing({ templates, sender, envelopeFrom, ...options }: MailingOptions): Mailing {
  const pool = openMailPool(options)
  const drafts = keptDrafts((message, asks) => draftOf(templates, message, { asks, sender }))
  const from = bareAddress(envelopeFrom)
  return {
    async mail(letter, now, signal) {
      const { key, message, to, links } = letter
      const own = ownHeaders(letter, sender, now)
      const draft = await drafts(message, links.confirm !== undefined)
      const mime = [Buffer.from(`${own}${draft.headers}`, 'latin1'), ...draft.fill(links)]
      const id = messageId(key, sender.host)
      await pool.send({ from, to: to.address, messageId: id, mime }, signal)
    },
    close: () => pool.close(),
  }
}

/** A message composed for everybody, with placeholders where the recipient's links will be. */
function draftOf(
  templates: Templates,
  message: Message,
  { asks, sender }: { readonly asks: boolean; readonly sender: MailSender },
): Promise<MailDraft> {
  const { subject, text, html } = renderMail(templates, message, placeholders(asks))
  return composeDraft({ headers: sharedHeaders(message, sender, subject), text, html })
}

/** Makes each draft once: at first need, and again only if that failed. */
function keptDrafts(make: (message: Message, asks: boolean) => Promise<MailDraft>) {
  const kept = {
    asking: new WeakMap<Message, Promise<MailDraft>>(),
    plain: new WeakMap<Message, Promise<MailDraft>>(),
  }
  return (message: Message, asks: boolean): Promise<MailDraft> => {
    const drafts = asks ? kept.asking : kept.plain
    const draft = drafts.get(message) ?? make(message, asks)
    drafts.set(message, draft)
    draft.catch(() => drafts.delete(message))
    return draft
  }
}

/** `Status <status@lamplight.example>` → `status@lamplight.example`: what the envelope takes, in ASCII. */
function bareAddress(from: string): string {
  const bare = /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from.trim()
  const read = readMailAddress(bare)
  // An inner name such as status@localhost is the operator's to choose.
  return read.ok ? read.address : bare
}
