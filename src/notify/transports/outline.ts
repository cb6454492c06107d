import type { Letter, Link } from '../../domain/message.ts'
import type { State } from '../../domain/state.ts'
import type { Texts } from '../../lib/text.ts'
import { cut, plainLine, plainLines } from './plain-words.ts'

/** What a letter says in a chat room, before a vendor's markup: plain words, our links, and nothing else. */
export interface Outline {
  readonly title: string
  readonly state?: State
  /** In the order it matters. What a vendor has no room for is cut from its end. */
  readonly body: readonly Passage[]
  /** From here on nothing is ever cut. */
  readonly scam: string
  readonly links: readonly Link[]
  /** Who writes, and which notice it is. */
  readonly note: string
}

interface Passage {
  readonly heading?: string
  readonly lines: readonly string[]
}

/** UTF-16 units; what is never cut must fit the narrowest vendor together. */
const MOST = { title: 120, scam: 300, label: 40, sender: 60 }

export function outlineOf({ message, links }: Letter, texts: Pick<Texts, 'say'>): Outline {
  const { locale, id, state, page, lead, parts, facts } = message
  const own = (key: string, url: string): Link => ({ label: texts.say(locale, key), url })
  const all = [
    ...(page === undefined ? [] : [{ ...page, label: cut(plainLine(page.label), MOST.label) }]),
    ...(links.confirm === undefined ? [] : [own('robot:confirm', links.confirm)]),
    ...(links.manage === undefined ? [] : [own('robot:manage', links.manage)]),
    ...(links.unsubscribe === undefined ? [] : [own('robot:unsubscribe', links.unsubscribe)]),
  ]
  return {
    // A title that holds nothing to see would leave a notification without a word.
    title: cut(plainLine(message.title), MOST.title) || id,
    ...(state !== undefined && { state }),
    body: [
      { lines: plainLines(lead) },
      ...parts.map((part) => under(part.title, [part.lead])),
      ...facts.map(({ label, lines }) => under(label, lines)),
    ].filter(({ lines }) => lines.length > 0),
    scam: cut(plainLine(message.scam), MOST.scam),
    links: all.map(({ label, url }) => ({ label, url: safeUrl(url) })),
    note: texts.say(locale, 'robot:note', { sender: cut(plainLine(message.sender), MOST.sender), id }),
  }
}

function under(words: string, lines: readonly string[]): Passage {
  const heading = plainLine(words)
  return { ...(heading !== '' && { heading }), lines: lines.flatMap(plainLines) }
}

/** The longest outline that still fits; the bare minimum where none does. */
export function fit(outline: Outline, fits: (shorter: Outline) => boolean): Outline {
  if (fits(outline)) return outline
  let kept = 0
  let tooLong = outline.body.reduce((sum, passage) => sum + lengthOf(passage), 0)
  while (tooLong - kept > 1) {
    const middle = Math.floor((kept + tooLong) / 2)
    if (fits(shorten(outline, middle))) kept = middle
    else tooLong = middle
  }
  return shorten(outline, kept)
}

/** What is composed of the longest outline that keeps it, as JSON, to so many bytes. */
export function fitJson<Composed>(
  outline: Outline,
  compose: (outline: Outline) => Composed,
  mostBytes: number,
): Composed {
  const sizeOf = (shorter: Outline): number => Buffer.byteLength(JSON.stringify(compose(shorter)))
  return compose(fit(outline, (shorter) => sizeOf(shorter) <= mostBytes))
}

function shorten(outline: Outline, units: number): Outline {
  const body: Passage[] = []
  let left = units
  for (const passage of outline.body) {
    if (left < lengthOf(passage)) return { ...outline, body: [...body, ...cutPassage(passage, left)] }
    body.push(passage)
    left -= lengthOf(passage)
  }
  return outline
}

/** Nothing of it where not even its heading has room; its end always says that something is missing. */
function cutPassage({ heading, lines }: Passage, units: number): Passage[] {
  let left = units - (heading?.length ?? 0)
  if (left <= 0) return [{ lines: ['…'] }]
  const kept: string[] = []
  for (const line of lines) {
    if (left < line.length)
      return [{ ...(heading !== undefined && { heading }), lines: [...kept, cut(line, left) || '…'] }]
    kept.push(line)
    left -= line.length
  }
  return []
}

function lengthOf({ heading = '', lines }: Passage): number {
  return lines.reduce((sum, line) => sum + line.length, heading.length)
}

/** Our own address, with whatever could end it early in a vendor's markup percent-encoded. */
function safeUrl(url: string): string {
  return url.replaceAll(/[^\w\-.~:/?#@!$&+,;=%]/gu, (character) =>
    /^[()*'[\]]$/.test(character)
      ? `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`
      : encodeURIComponent(character.toWellFormed()),
  )
}
