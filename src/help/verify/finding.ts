import type { Contact } from '../../domain/contact.ts'
import type { OfficialAccount, OfficialApp } from '../../domain/official.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { Stretch } from './alike.ts'

export type ThingKind = 'number' | 'link' | 'mail' | 'name' | 'code'

/** Something in a typed text that can be held against the official list. */
export interface Thing {
  readonly kind: ThingKind
  readonly text: string
}

/** What else a reader should know of it, whatever the answer: words below `verify:caution.`. */
export type Caution =
  | 'area_code'
  | 'extension'
  | 'idn'
  | 'machine_address'
  | 'not_https'
  | 'other_port'
  | 'our_domain'
  | 'shortener'
  | 'user'

/** How something imitates ours: words below `verify:alike.`. */
export type Imitation = 'digits' | 'ending' | 'inside' | 'letters' | 'name' | 'path' | 'prefix' | 'user'

export type Verdict =
  | { readonly kind: 'official'; readonly entry: Entry }
  /** Ours, but it only calls; whoever calls it reaches nobody. */
  | { readonly kind: 'inbound_only'; readonly entry: Entry }
  /** A public body's or a telephone company's. */
  | { readonly kind: 'others'; readonly contact: Contact }
  | { readonly kind: 'known_scam' }
  | {
      readonly kind: 'alike'
      readonly how: Imitation
      /** What of ours it imitates, as it is written. */
      readonly ours: string
      /** What was typed, with the difference marked. */
      readonly stretches: readonly Stretch[]
    }
  | { readonly kind: 'not_listed' }
  | { readonly kind: 'unreadable' }
  /** To be looked up among the notices we sent. */
  | { readonly kind: 'code'; readonly code: string }

export interface Finding {
  readonly kind: ThingKind
  /** As it stood in the text. */
  readonly typed: string
  /** What it was taken for, written the usual way. */
  readonly readAs: string
  readonly verdict: Verdict
  readonly cautions: readonly Caution[]
}

/** What of ours something turned out to be. */
export type Entry =
  | { readonly of: 'contact'; readonly contact: Contact }
  | { readonly of: 'listed'; readonly written: string; readonly use: LocalText; readonly checked: Checked }
  | { readonly of: 'account'; readonly account: OfficialAccount }
  | { readonly of: 'app'; readonly app: OfficialApp }
  /** The status page itself. */
  | { readonly of: 'page' }

interface Checked {
  readonly source: LocalText
  readonly checkedOn: string
}
