import { randomBytes } from 'node:crypto'

import Handlebars from 'handlebars/dist/handlebars.min.js'
import MailComposer from 'nodemailer/lib/mail-composer'
import { encode, wrap } from 'nodemailer/lib/qp'

import type { LetterLinks } from '../../../domain/message.ts'

/** What differs between the recipients of one message. */
type LinkName = keyof LetterLinks

/** A mail without its recipient: MIME is made once, and only what is somebody's own is filled in for each. */
export interface MailDraft {
  /** Header lines that are the same for everybody, each ending in CRLF. */
  readonly headers: string
  /** The body for one recipient, in ASCII; what is the same for everybody is the same memory. */
  fill(links: LetterLinks): Buffer[]
}

export interface DraftParts {
  readonly headers: ConstructorParameters<typeof MailComposer>[0]
  readonly text: string
  readonly html: string
}

/** Stands where a recipient's link will; random, so that no words of a message can be taken for it. */
const MARK = randomBytes(12).toString('hex')
const LINKS = ['manage', 'unsubscribe', 'confirm'] as const satisfies readonly LinkName[]
const PLACEHOLDER = new RegExp(`${MARK}(${LINKS.join('|')})${MARK}`)
/** The same in composed MIME, which says as well how the value has to be written there. */
const COMPOSED = new RegExp(`${MARK}(plain|html)-(${LINKS.join('|')})${MARK}`)

/** Headers that each letter brings along. */
const OWN_HEADERS = /^(?:date|message-id|to):/i

/** Lines are at most 76 characters (RFC 2045 section 6.7), the `=` of a soft break among them. */
const LINE = 75

function mark(link: LinkName): string {
  return `${MARK}${link}${MARK}`
}

/** Links to compose with, in place of a recipient's own. */
export function placeholders(asks: boolean): LetterLinks {
  return {
    manage: mark('manage'),
    unsubscribe: mark('unsubscribe'),
    ...(asks && { confirm: mark('confirm') }),
  }
}

/**
 * Composes a message whose text and HTML hold placeholders. Quoted-printable is made here, piece by piece between them,
 * with a soft line break before and after each: so a link can be put in later without touching what is around it.
 */
export async function composeDraft({ headers, text, html }: DraftParts): Promise<MailDraft> {
  const composer = new MailComposer({
    ...headers,
    text: { raw: partOf('plain', text) },
    html: { raw: partOf('html', html) },
  })
  const mime = (await composer.compile().build()).toString('latin1')
  const end = mime.indexOf('\r\n\r\n')
  // The expression catches two words between every two pieces: how to write, and which link.
  const pieces = mime.slice(end).split(COMPOSED)
  const shared = pieces.map((piece) => Buffer.from(piece, 'latin1'))
  return {
    headers: sharedHeaders(mime.slice(0, end)),
    fill: (links) =>
      shared.flatMap((piece, index) => {
        if (index % 3 === 0) return piece
        if (index % 3 === 1) return []
        const link = links[linkNamed(pieces[index] ?? '')] ?? ''
        return Buffer.from(written(link, pieces[index - 1] === 'html'), 'latin1')
      }),
  }
}

function partOf(kind: 'plain' | 'html', content: string): string {
  const body = content
    .replaceAll(/\r\n|\r|\n/g, '\r\n')
    .split(PLACEHOLDER)
    .map((piece, index) => (index % 2 === 0 ? quoted(piece) : `=\r\n${MARK}${kind}-${piece}${MARK}=\r\n`))
    .join('')
  return [
    `Content-Type: text/${kind}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `${body}\r\n`,
  ].join('\r\n')
}

function written(value: string, asHtml: boolean): string {
  return quoted(asHtml ? Handlebars.escapeExpression(value) : value)
}

function quoted(text: string): string {
  return wrap(encode(text), LINE)
}

function linkNamed(name: string): LinkName {
  return LINKS.find((link) => link === name) ?? 'manage'
}

/** Folded lines begin with a blank and stay with the one they belong to. */
function sharedHeaders(head: string): string {
  return head
    .split(/\r\n(?![ \t])/)
    .filter((line) => !OWN_HEADERS.test(line))
    .map((line) => `${line}\r\n`)
    .join('')
}
