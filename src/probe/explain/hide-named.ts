import { soundsSecret } from './sounds-secret.ts'

/** How a name and the text beside it are written; a text that an answer cut short has no end. */
interface Writing {
  /** Up to the value; its first group is the name. */
  readonly lead: RegExp
  readonly value: RegExp
}

const BARE = String.raw`[^\s,}\]\\"']+`

const WRITINGS: readonly Writing[] = [
  // JSON, then JSON that is itself a string in JSON, then what only looks like it, then a form.
  {
    lead: /"([^"\\]{1,64})"\s*:\s*/g,
    value: new RegExp(String.raw`"(?:\\[\s\S]|[^"\\])*"?|${BARE}`, 'y'),
  },
  {
    lead: /\\"([^"\\]{1,64})\\"\s*:\s*/g,
    value: new RegExp(String.raw`\\"(?:\\\\\\[\s\S]|\\\\[^\\]|[^\\])*(?:\\")?|${BARE}`, 'y'),
  },
  {
    lead: /'([^'\\]{1,64})'\s*:\s*/g,
    value: new RegExp(String.raw`'(?:\\[\s\S]|[^'\\])*'?|${BARE}`, 'y'),
  },
  { lead: /(?<![\w.%-])([\w.%[\]-]{1,64})=/g, value: /[^&\s"'<>\\;,]+/y },
]

/** What every lead holds; most texts have none, and one search for it costs less than four that find nothing. */
const LEADING = /["']\s*:|=/

/**
 * Hides what stands beside a name that sounds secret, whoever wrote it: a target may answer with a password of its own
 * choosing, or repeat one that nobody told us was one.
 */
export function hideNamed(text: string): string {
  return LEADING.test(text) ? WRITINGS.reduce(hideWritten, text) : text
}

function hideWritten(text: string, { lead, value }: Writing): string {
  let hidden = ''
  let at = 0
  for (const match of text.matchAll(lead)) {
    const [found, name = ''] = match
    if (match.index < at || !soundsSecret(name)) continue
    const fromAt = match.index + found.length
    const toAt = endOfNested(text, fromAt) ?? endOf(text, fromAt, value)
    if (toAt === undefined) continue
    hidden += `${text.slice(at, fromAt)}***`
    at = toAt
  }
  return hidden + text.slice(at)
}

function endOf(text: string, fromAt: number, value: RegExp): number | undefined {
  value.lastIndex = fromAt
  return value.test(text) ? value.lastIndex : undefined
}

/** Where the list or object that begins here ends, or the text where it was cut; undefined where none begins. */
function endOfNested(text: string, fromAt: number): number | undefined {
  if (!'[{'.includes(text.charAt(fromAt)) || fromAt >= text.length) return undefined
  let depth = 0
  for (let at = fromAt; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '{' || letter === '[') depth += 1
    if (letter === '}' || letter === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}
