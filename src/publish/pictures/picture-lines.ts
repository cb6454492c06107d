/** What a letter of Latin takes of the width that one of Chinese takes. */
const NARROW = 0.56
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** Never stands at the beginning of a line, even if the one before it becomes too long by it. */
const CLOSING = /^[，。、；：？！）」』”’》,.;:?!)]/u

/** A text in lines of at most so many Chinese letters' width; what does not fit in the last one ends with dots. */
export function pictureLines(
  text: string,
  { width, most }: { readonly width: number; readonly most: number },
): string[] {
  const lines: string[] = []
  let line = ''
  // Latin words and what stands before them stay together.
  for (const piece of text.match(/[\p{L}\p{N}]+(?<!\p{Script=Han})\s?|./gsu) ?? []) {
    for (const part of widthOf(piece) > width ? Array.from(piece) : pieces(piece)) {
      if (line !== '' && !CLOSING.test(part) && widthOf(line + part.trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += line === '' ? part.trimStart() : part
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= most) return lines
  const last = Array.from(lines[most - 1] ?? '')
  return [...lines.slice(0, most - 1), `${last.slice(0, -1).join('')}…`]
}

/** Between any two Chinese letters a line may end. */
function pieces(piece: string): string[] {
  return WIDE.test(piece) ? Array.from(piece) : [piece]
}

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : NARROW), 0)
}
