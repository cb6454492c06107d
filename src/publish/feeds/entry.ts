import { createHash } from 'node:crypto'

import type { Locale } from '../../domain/locale.ts'

/** One thing that was told, whatever the feed's format. It keeps its id for ever and is revised in place. */
export interface Entry {
  /** `urn:uuid:…`. */
  readonly id: string
  readonly kind: EntryKind
  /** Where it can be read on the page, absolute. */
  readonly url: string
  readonly title: string
  /** The newest word in a few lines of plain text. */
  readonly summary: string
  readonly html: string
  readonly text: string
  readonly publishedAt: number
  readonly updatedAt: number
}

export type EntryKind = 'incident' | 'announcement' | 'maintenance'

/** A feed before it takes on a format. */
export interface Feed {
  readonly locale: Locale
  readonly title: string
  readonly subtitle: string
  readonly siteName: string
  /** The page that shows the same, absolute. */
  readonly homeUrl: string
  /** Newest by last update first. */
  readonly entries: readonly Entry[]
}

/** The bound on a feed: more than anybody has missed since they last asked. */
export const MOST_ENTRIES = 50

/**
 * Made of nothing but our own id and the language, so that it stays when the page moves to another host (a `tag:`
 * or an address would not). Shaped as a name-based UUID (RFC 9562, 5.8).
 */
export function entryId(kind: EntryKind, id: string, locale: Locale): string {
  const hex = createHash('sha256').update(`wallet-status:${kind}:${id}:${locale}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)]
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`
}

export function newestFirst(entries: readonly Entry[]): Entry[] {
  return entries
    .toSorted((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ENTRIES)
}

/** When anything in it last changed; the epoch where nothing was ever told, since an empty feed never changes. */
export function updatedAtOf({ entries }: Feed): number {
  return entries[0]?.updatedAt ?? 0
}
