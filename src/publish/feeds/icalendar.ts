/** A property with a finished value (RFC 5545, 3.1): a word, a moment, an address. Names and parameters are ours. */
export function property(name: string, value: string): string {
  return folded(`${name}:${value.toWellFormed().replaceAll(/\p{Cc}/gu, '')}`)
}

/** A property of text: what would end the value or the line is escaped, what no text may hold is dropped. */
export function textProperty(name: string, text: string): string {
  const value = text
    // First, or halves of two characters would meet where something between them is dropped.
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (mark) => `\\${mark}`)
    // Whatever some program or other takes for the end of a line.
    .replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, '\\n')
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
  return folded(`${name}:${value}`)
}

/** `20260314T155000Z`. */
export function utcMoment(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

/** Lines as a calendar file holds them. */
export function lines(...content: readonly string[]): string {
  return content.map((line) => `${line}\r\n`).join('')
}

const MOST_OCTETS = 75

/** A line in pieces of at most 75 octets, each but the first begun with a blank; no character is split. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      pieces.push(piece)
      piece = ' '
      octets = 1
    }
    piece += character
    octets += size
  }
  return [...pieces, piece].join('\r\n')
}
