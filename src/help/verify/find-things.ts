import { isDialled } from './dialled.ts'
import type { Thing, ThingKind } from './finding.ts'

/** More than this nobody pastes to have it checked; the rest is left out, and readers are told. Characters. */
export const LONGEST_TEXT = 2_000
/** The things of one text that are answered; where there are more, readers are told. */
export const MOST_THINGS = 20

const HAN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
/** Ends an address in running text. */
const BREAK = '\\s<>"“”‘’「」『』【】（）《》，、；！？'
/** In running Chinese no blank stands between a word and an address, so a host within it is taken to have no Han. */
const LABEL = `(?:(?![${HAN}])[\\p{L}\\p{M}\\p{N}]|[-_])`
const HOST = `(?:${LABEL}{1,63}[.。．]){1,10}(?!\\d)${LABEL}{2,63}`
const IPV4 = '\\d{1,3}(?:\\.\\d{1,3}){3}'

interface Pattern {
  readonly kind: ThingKind
  readonly found: RegExp
}

/** Every repetition is bounded, and none stands directly within another over the same letters: time is linear in the text. */
const PATTERNS: readonly Pattern[] = [
  // Programs and files written as addresses: whatever host stands in them, they do not lead there.
  {
    kind: 'link',
    found: new RegExp(`(?<!${LABEL})(?:javascript|vbscript|data|blob):[^${BREAK}]{1,1000}`, 'giu'),
  },
  { kind: 'link', found: new RegExp(`[a-z][a-z0-9+.-]{1,20}:/{1,3}[^${BREAK}]{1,1000}`, 'giu') },
  { kind: 'mail', found: new RegExp(`(?<![\\w.+-])[\\w.+%-]{1,64}@${HOST}`, 'gu') },
  {
    kind: 'link',
    found: new RegExp(
      `(?<!${LABEL}|[.@])(?:${IPV4}|${HOST})(?::\\d{1,5})?(?:[/?#][^${BREAK}]{0,1000})?`,
      'gu',
    ),
  },
  { kind: 'name', found: /@[\p{L}\p{N}_.-]{2,40}/gu },
  { kind: 'code', found: /(?<![a-z0-9])[a-z0-9]{12}(?![a-z0-9])/gi },
  {
    kind: 'number',
    found:
      /(?<![a-z0-9])[+(]{0,2}\d[\d\s().‐‑–—-]{1,60}\d(?:\s{0,2}(?:转|轉|分机|ext\.?|x|#)\s{0,2}\d{1,6})?(?![a-z0-9])/giu,
  },
]

/** Whole texts that are one thing, even with Han in it; but behind an ending of ASCII it is the sentence that goes on. */
const WHOLE_HOST =
  /^[^\s@/:]{1,240}[.。．][^\s@/:.。．\d][^\s@/:.。．]{1,62}(?::\d{1,5})?(?:[/?#]\S{0,1000})?$/u
const WHOLE_IPV4 = new RegExp(`^${IPV4}$`)
const SENTENCE = new RegExp(`[.。．][a-z]{2,63}[${HAN}]`, 'iu')
const WHOLE_MAIL = /^[^\s@:/]{1,64}@[^\s@:/]{1,253}$/u

/** Every number, link, address, account and code in a text, in the order they stand there; each once. */
export function findThings(typed: string): Thing[] {
  const text = plain(typed)
  if (text === '') return []
  if (isDialled(text) && !WHOLE_IPV4.test(text) && numbersIn(text).length === 1)
    return [{ kind: 'number', text }]
  if (WHOLE_MAIL.test(text)) return [{ kind: 'mail', text }]
  if (WHOLE_HOST.test(text) && !SENTENCE.test(text)) return [{ kind: 'link', text }]
  const found = inOrder(text)
  return found.length === 0 ? [{ kind: 'name', text }] : found
}

function inOrder(text: string): Thing[] {
  let rest = text
  const found: (Thing & { readonly at: number })[] = []
  for (const { kind, found: pattern } of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      for (const one of kind === 'number' ? numbersIn(match[0]) : [match[0]]) {
        found.push({ kind, text: withoutTail(one), at: match.index })
      }
      rest =
        rest.slice(0, match.index) + ' '.repeat(match[0].length) + rest.slice(match.index + match[0].length)
    }
  }
  const once = new Map(
    found
      .toSorted((a, b) => a.at - b.at)
      .map(({ kind, text: its }) => [`${kind} ${its}`, { kind, text: its }]),
  )
  return [...once.values()]
}

/** What is typed in full width, or with marks that nobody sees between its letters, is the same thing. */
function plain(typed: string): string {
  return typed
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Co}]/gu, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT)
}

/** The full stop or bracket behind an address is the sentence's. */
function withoutTail(text: string): string {
  return text.replace(/[.,;:!?)\]}'。]{1,10}$/u, '').trim()
}

/** No number in the world is longer, with 00 and its country in front (E.164). */
const MOST_DIGITS = 17

/** Two numbers with nothing but a blank between them are two. */
function numbersIn(text: string): string[] {
  const parts = text.split(/\s{1,60}/)
  const isTooLong = text.replaceAll(/\D/g, '').length > MOST_DIGITS
  return isTooLong && parts.every((part) => part.replaceAll(/\D/g, '').length >= 7) ? parts : [text]
}
