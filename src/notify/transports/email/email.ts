import type { Message } from '../../../domain/message.ts'
import type { Templates } from '../../../lib/templates.ts'
import type { Transport } from '../transport.ts'
import type { TransportDeps, TransportSettings } from '../transport-deps.ts'
import { maskMailAddress, readMailAddress } from './mail-address.ts'
import { composeDraft, placeholders, type MailDraft } from './mail-draft.ts'
import { mailHost, type MailSender, messageId, ownHeaders, sharedHeaders } from './mail-headers.ts'
import { openMailPool } from './mail-pool.ts'
import { renderMail } from './render-mail.ts'

const CONNECTIONS = 10
const TIMEOUT_MS = 60_000

/**
 * Mail by SMTP, where a mail server and a sender are named. A message's MIME is made once and kept as long as the
 * message; each letter fills in what is the recipient's own.
 */
export function createEmail(
  deps: Pick<TransportDeps, 'templates' | 'clock'> & {
    readonly settings: Pick<TransportSettings, 'publicUrl' | 'smtpUrl' | 'email'>
  },
): Transport | undefined {
  const { settings, templates, clock } = deps
  const { smtpUrl, email, publicUrl } = settings
  if (smtpUrl === undefined || email === undefined) return undefined
  const { from, replyTo, perSecond, dkim } = email
  const sender: MailSender = { from, ...(replyTo !== undefined && { replyTo }), host: mailHost(publicUrl) }
  const pool = openMailPool({
    smtpUrl,
    connections: CONNECTIONS,
    timeoutMs: TIMEOUT_MS,
    ...(dkim && { dkim }),
  })
  const drafts = keptDrafts((message, asks) => draftOf(templates, message, { asks, sender }))
  const envelopeFrom = bareAddress(from)
  return {
    limits: {
      // One waits for each that is being sent, so that no connection is idle between two.
      concurrency: 2 * CONNECTIONS,
      oneSender: true,
      timeoutMs: TIMEOUT_MS,
      ...(perSecond !== undefined && { perSecond }),
    },
    readAddress({ address = '' }) {
      const read = readMailAddress(address)
      return read.ok
        ? { ok: true, address: read.address, settings: {} }
        : { ok: false, field: 'address', problem: read.problem }
    },
    mask: ({ address }) => maskMailAddress(address),
    async deliver(letter, signal) {
      const { key, message, to, links } = letter
      const own = ownHeaders(letter, sender, clock())
      const draft = await drafts(message, links.confirm !== undefined)
      const mime = [Buffer.from(`${own}${draft.headers}`, 'latin1'), ...draft.fill(links)]
      const id = messageId(key, sender.host)
      await pool.send({ from: envelopeFrom, to: to.address, messageId: id, mime }, signal)
      return {}
    },
    async close() {
      pool.close()
    },
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
