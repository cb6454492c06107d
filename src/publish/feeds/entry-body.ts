import type { LocalText } from '../../domain/locale.ts'
import { hasContacts } from '../pages/frame.ts'
import { plainText, type TextView } from '../../lib/words/local-text.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { EntryKind } from './entry.ts'

/** A part of an entry; a paragraph or an item is as many lines as it was written in. */
export interface Block {
  readonly heading: string | null
  readonly paragraphs: readonly string[]
  readonly items: readonly string[]
}

/** What an entry says before it becomes HTML and plain text. */
export interface Said {
  readonly kind: EntryKind
  readonly url: string
  readonly blocks: readonly Block[]
  /** A text that was HTML from the beginning, between the blocks and the end, and the same as it was written. */
  readonly prose?: { readonly html: string; readonly text: string }
}

/** The same in both forms. Each ends with the way to the page and with what we never ask for. */
export function entryBody(
  context: PageContext,
  said: Said,
): { readonly html: string; readonly text: string } {
  const { words, deps } = context
  const { kind, url, prose } = said
  const blocks = said.blocks.filter(({ paragraphs, items }) => paragraphs.length + items.length > 0)
  const scam = scamLine(context, kind)
  const html = deps.templates.render('feeds/entry', {
    locale: context.locale,
    blocks: blocks.map(({ heading, paragraphs, items }) => ({
      heading,
      paragraphs: paragraphs.map(linesOf),
      items: items.map(linesOf),
    })),
    prose: prose?.html ?? null,
    url,
    contactsUrl: hasContacts(context) ? `${url}#contacts` : null,
    scam,
  })
  const read = words.say('feed:readText', { url })
  return { html, text: [...blocks.map(blockText), prose?.text ?? [], read, scam].flat().join('\n\n') }
}

/** What incident pages say of impostors, about whatever this entry is of. */
function scamLine({ words }: PageContext, kind: EntryKind): string {
  return words.say(kind === 'incident' ? 'page:scam.text' : `feed:scam.${kind}`)
}

export function paragraph(...lines: readonly string[]): Block {
  return { heading: null, paragraphs: lines.filter((line) => line !== ''), items: [] }
}

/** Texts one after the other as a list; nothing where there are none. */
export function list(heading: string, items: readonly string[]): Block {
  return { heading, paragraphs: [], items }
}

export function textIn({ words }: PageContext, text: LocalText): string {
  return Object.values(text).every((one) => one === '') ? '' : plainText(words, text)
}

export function textOf({ text, note }: TextView): string {
  return `${text}${note ?? ''}`
}

function blockText({ heading, paragraphs, items }: Block): string {
  return [heading ?? [], paragraphs, items.map((item) => `- ${item}`)].flat().join('\n')
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '')
}
