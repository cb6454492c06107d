import type { Link } from '../../domain/message.ts'
import { fit, type Outline } from './outline.ts'

/** A vendor's markup for a message that is one text. */
export interface Dialect {
  /** Somebody's words, so that none of them is markup. */
  words(text: string): string
  /** `marked` is markup already. */
  strong(marked: string): string
  link(label: string, url: string): string
  /** Between two lines of a paragraph. */
  readonly newLine: string
  /** As the vendor counts: bytes, characters, with markup or without. */
  sizeOf(marked: string): number
  readonly most: number
}

/** The text of a letter, cut where the vendor's limit is; its title stands apart where the vendor has a place for it. */
export function writeIn(
  dialect: Dialect,
  outline: Outline,
  { titled }: { readonly titled: boolean },
): string {
  const write = (shorter: Outline): string => {
    const title = titled ? [dialect.strong(dialect.words(shorter.title))] : []
    return [...title, ...body(dialect, shorter), ...ending(dialect, shorter)].join('\n\n')
  }
  return write(fit(outline, (shorter) => dialect.sizeOf(write(shorter)) <= dialect.most))
}

function body({ words, strong, newLine }: Dialect, outline: Outline): string[] {
  return outline.body.map(({ heading, lines }) =>
    [...(heading === undefined ? [] : [strong(words(heading))]), ...lines.map(words)].join(newLine),
  )
}

function ending({ words, link }: Dialect, { scam, links, note }: Outline): string[] {
  const marked = links.map(({ label, url }: Link) => link(words(label), url))
  return [words(scam), marked.join(' | '), words(note)]
}
