import type { Attachment } from 'mailparser'

import { readMailAddress } from './mail-address.ts'
import { keyIn, LETTER_ID } from './mail-headers.ts'
import { judgeRefusal, UNSAID } from './recipient-refusal.ts'

/** A mail that says what became of another one (RFC 3464). */
export interface DeliveryReport {
  /** The key of the letter that came back, by its headers; absent where they are not of our making. */
  readonly key?: string
  /** Who will not get it. What is only late, was passed on or may still come is left out. */
  readonly failed: readonly FailedRecipient[]
}

export interface FailedRecipient {
  readonly address: string
  /** RFC 3463, such as 5.1.1. */
  readonly code: string
  readonly isGone: boolean
}

type Fields = ReadonlyMap<string, string>

/** RFC 3464 and, for addresses beyond ASCII, RFC 6533. */
const STATUS_PARTS = new Set(['message/delivery-status', 'message/global-delivery-status'])
const RETURNED_PARTS = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
])

/** Undefined where a mail is no delivery report; whatever else it may be is nobody's to know. */
export async function readDeliveryReport(mail: Buffer): Promise<DeliveryReport | undefined> {
  const parts = await partsOf(mail)
  const status = parts.find(({ contentType }) => STATUS_PARTS.has(contentType))
  if (status === undefined) return undefined
  const returned = parts.find(({ contentType }) => RETURNED_PARTS.has(contentType))
  const key = returned === undefined ? undefined : keyOf(groupsOf(returned)[0])
  return { ...(key !== undefined && { key }), failed: groupsOf(status).flatMap((one) => failedIn(one) ?? []) }
}

function keyOf(headers: Fields | undefined): string | undefined {
  const ids = ['message-id', LETTER_ID.toLowerCase()].map((name) => headers?.get(name) ?? '')
  return ids.map(keyIn).find((key) => key !== undefined)
}

/** The parts of a multipart/report as they stand; none where it is something else or cannot be taken apart. */
async function partsOf(mail: Buffer): Promise<Attachment[]> {
  // Only here: nothing but this command reads mail.
  const { simpleParser } = await import('mailparser')
  try {
    const { headers, attachments } = await simpleParser(mail, {
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    })
    return isReport(headers.get('content-type')) ? attachments : []
  } catch {
    return []
  }
}

function isReport(type: unknown): boolean {
  return typeof type === 'object' && type !== null && 'value' in type && type.value === 'multipart/report'
}

/** The fields of a part, group by group as empty lines part them, by their names in small letters. */
function groupsOf({ content }: Pick<Attachment, 'content'>): Fields[] {
  const groups: Map<string, string>[] = [new Map()]
  let name = ''
  for (const line of content.toString().split(/\r\n|\r|\n/)) {
    const group = groups.at(-1)
    if (line.trim() === '') {
      if (group?.size !== 0) groups.push(new Map())
    } else if (/^[ \t]/.test(line)) group?.set(name, joined(group.get(name) ?? '', line.trim()))
    else {
      const end = line.indexOf(':')
      name = line.slice(0, Math.max(end, 0)).trim().toLowerCase()
      if (group?.has(name) === false) group.set(name, line.slice(end + 1).trim())
    }
  }
  return groups.filter(({ size }) => size > 0)
}

function joined(before: string, more: string): string {
  return before === '' ? more : `${before} ${more}`
}

/** Undefined where it is not over, or where nobody can tell whom it is about. */
function failedIn(fields: Fields): FailedRecipient | undefined {
  const [code] = /^5\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '') ?? []
  if (code === undefined || !/^failed\b/i.test(fields.get('action') ?? '')) return undefined
  // Whom the letter was last on its way to: where that is somebody behind the address, the address is not gone.
  const address = addressIn(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '')
  if (address === undefined) return undefined
  const text = afterType(fields.get('diagnostic-code') ?? '')
  const [, status, said] = /^(\d{3})(?:[ -](5\.\d{1,3}\.\d{1,3}))?\b/.exec(text) ?? []
  const enhanced = code === UNSAID ? (said ?? code) : code
  const refusal = { status: status === undefined ? undefined : Number(status), enhanced, text }
  return { address, code: enhanced, isGone: judgeRefusal(refusal) === 'gone' }
}

/** `rfc822; lin@example.com` */
function addressIn(field: string): string | undefined {
  const read = readMailAddress(afterType(field).replace(/^<(.*)>$/, '$1'))
  return read.ok ? read.address : undefined
}

function afterType(field: string): string {
  return field.slice(field.indexOf(';') + 1).trim()
}
