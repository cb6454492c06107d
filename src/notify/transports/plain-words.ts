/** Longer than any robot takes; the rest of a text is not even looked at. */
const MOST = 30_000

/** Ends a word for whoever looks for mentions and addresses in a text, and is not seen. */
const NOTHING = '\u200b'

/**
 * Somebody's words as they may stand in a chat room: no control, reordering or invisible characters, and nothing that a
 * chat program would make a mention or a link of on its own. Readers see the same text; only our own links lead anywhere.
 */
export function plainLines(text: string): string[] {
  return text
    .slice(0, MOST)
    .toWellFormed()
    .split(/\r\n?|[\n\p{Zl}\p{Zp}]/u)
    .map(plain)
    .filter((line) => line !== '')
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainLines(text).join(' ')
}

function plain(line: string): string {
  return line
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .replaceAll('@', `@${NOTHING}`)
    .replaceAll('://', `:${NOTHING}//`)
    .replaceAll(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, `.${NOTHING}`)
}

/** Made when a text is first cut: most never are, and it takes a megabyte. */
let graphemes: Intl.Segmenter | undefined

/** At most `most` UTF-16 units of a text, never half a character; what was cut ends in an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  if (most < 1) return ''
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const end = graphemes.segment(text).containing(most - 1)?.index ?? 0
  return `${text.slice(0, end).trimEnd()}…`
}

/**
 * Characters that a vendor's markdown reads, in their full width: for vendors whose markdown has no escape of its own.
 * A line that would begin a list, a rule or a heading of the line above begins with a character that is not seen.
 */
export function inFullWidth(text: string): string {
  return text
    .replaceAll(/[\\`*_#<>[\]~|&!]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0))
    .replaceAll(/^(?=[-+=]|\d+[.)])/gm, NOTHING)
}

/** Angle brackets and ampersands as entities: all that Slack and Telegram want of them. */
export function inEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
