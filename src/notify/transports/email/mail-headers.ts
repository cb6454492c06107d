import type { Letter, Message } from '../../../domain/message.ts'
import { DeliveryError } from '../delivery-error.ts'
import { readMailAddress } from './mail-address.ts'

export interface MailSender {
  readonly from: string
  readonly replyTo?: string
  /** Of the public address: what message ids end in. */
  readonly host: string
}

/** The host that message ids and the list's id are made of; what cannot stand in them becomes a hyphen. */
export function mailHost(publicUrl: string): string {
  const host = new URL(publicUrl).hostname.replaceAll(/[^a-z0-9.-]/gi, '-')
  return host.replaceAll(/^[.-]+|[.-]+$/g, '') || 'localhost'
}

/** What is the same for everybody who gets a message. */
export function sharedHeaders(message: Message, { from, replyTo, host }: MailSender, subject: string) {
  const thread = threadOf(message, host)
  return {
    from,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    ...(thread !== undefined && { inReplyTo: thread, references: thread }),
    headers: {
      'Content-Language': message.locale,
      'List-Id': `<notices.${host}>`,
      // RFC 3834: no holiday answers; Precedence and the last are for those who know nothing of it.
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      'X-Auto-Response-Suppress': 'All',
    },
  }
}

/** What all letters about one subject answer to, so that mail readers show them as one thread. */
function threadOf({ kind, data }: Message, host: string): string | undefined {
  const { subjectId } = data
  if ((kind !== 'incident' && kind !== 'maintenance') || typeof subjectId !== 'string') return undefined
  return `<${kind}-${dotAtom(subjectId)}@${host}>`
}

/** Says what the Message-ID says to whoever is sent the mail back: some relays give every mail a Message-ID of their own. */
export const LETTER_ID = 'X-Letter-ID'

/** What is the recipient's own. Nothing that could begin another header gets past here: it throws DeliveryError. */
export function ownHeaders({ key, to, links }: Letter, { host }: MailSender, now: number): string {
  const read = readMailAddress(to.address)
  if (!read.ok || read.address !== to.address) {
    throw new DeliveryError('refused', 'the address is no mail address')
  }
  return [
    `To: ${to.address}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId(key, host)}`,
    `${LETTER_ID}: ${messageId(key, host)}`,
    ...unsubscribing(links),
    '',
  ].join('\r\n')
}

/** RFC 8058: one address, and a POST to it is enough. */
function unsubscribing({ unsubscribe }: Letter['links']): string[] {
  if (unsubscribe === undefined) return []
  if (!/^https?:\/\/[!-;=?-~]+$/.test(unsubscribe)) {
    throw new DeliveryError('refused', 'the link to unsubscribe cannot stand in a header')
  }
  return [`List-Unsubscribe: <${unsubscribe}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']
}

/** The same at every try, so that a mail that comes twice is seen to be one. */
export function messageId(key: string, host: string): string {
  return `<${dotAtom(key)}@${host}>`
}

/** The key that a Message-ID of ours was made of, whatever host we had then; undefined where it is not of our making. */
export function keyIn(id: string): string | undefined {
  return /^<([\w-]{1,64}\.[\w-]{1,64})@[^<>\s]+>$/.exec(id)?.[1]
}

/** RFC 5322 dot-atom-text; in a text that is none, its other characters are written as `=hex=`. */
function dotAtom(text: string): string {
  if (/^[\w-]+(?:\.[\w-]+)*$/.test(text)) return text
  return text.replaceAll(/[^\w-]/g, (character) => `=${character.codePointAt(0)?.toString(16)}=`)
}
