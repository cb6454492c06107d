import type { Locale } from './locale.ts'
import type { Recipient } from './subscriber.ts'
import type { State } from './state.ts'

/**
 * What a notice says to everybody who reads one language: finished words, and nothing of whoever reads them. The same
 * object goes to all of them, so a transport may keep beside it what it has made of it.
 */
export interface Message {
  readonly locale: Locale
  /** Which template and layout fit it. */
  readonly kind:
    'incident' | 'maintenance' | 'announcement' | 'digest' | 'subscriber' | 'ticket' | 'operators'
  /** The notice's id, or the digest's. Readers can quote it, and every message shows it. */
  readonly id: string
  /** One line: no breaks, no markup. */
  readonly title: string
  /** Colours it, never the only sign: the title says it in words. */
  readonly state?: State
  /** What happened, in a sentence or a few; a line break stands between two paragraphs. Plain words, no markup. */
  readonly lead: string
  /** Questions with their short answers, or facts with their names, in the order they matter. */
  readonly facts: readonly Fact[]
  /** "We never call, write or send links about this …"; on every message. Operators are told to keep theirs. */
  readonly scam: string
  /** Whose page it is, for the line that says who writes. */
  readonly sender: string
  /** The page that tells all of it; absent where only the recipient's own links lead on. */
  readonly page?: Link
  /** What a digest gathers, in the order it happened; empty for everything else. */
  readonly parts: readonly Message[]
  /** The same for programs: the `data` of a webhook, in both languages and with epoch ms as ISO 8601. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface Fact {
  readonly label: string
  readonly lines: readonly string[]
}

export interface Link {
  readonly label: string
  readonly url: string
}

/** A message on its way to one recipient. */
export interface Letter {
  /** The same at every try, and another for every other letter: Message-ID, webhook-id and the like are made of it. */
  readonly key: string
  readonly message: Message
  readonly to: Recipient & { readonly subscriberId: string }
  readonly links: LetterLinks
}

/**
 * The recipient's own addresses, each with a token in it: never in a log, never in another's letter. Operators have none:
 * who of them is told stands in the configuration.
 */
export interface LetterLinks {
  /** Shows, changes, exports and deletes what we hold. */
  readonly manage?: string
  /** Shows a button at GET and unsubscribes at POST (RFC 8058). */
  readonly unsubscribe?: string
  /** Shows a button at GET and confirms at POST; only in the letter that asks for it. */
  readonly confirm?: string
}
