import type { HelpArticle } from '../../domain/help-article.ts'
import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Templates } from '../../lib/templates.ts'
import type { Texts } from '../../lib/text.ts'
import type { AnnouncementReader } from '../readers/read-announcement.ts'
import type { DisclosureReader } from '../readers/read-disclosure.ts'
import type { ReadComponent } from '../readers/read-component.ts'
import type { ReadHotlines } from '../readers/read-hotline.ts'
import type { ReadHistory } from '../readers/read-history.ts'
import type { ReadIncident } from '../readers/read-incident.ts'
import type { ReadTopUp } from '../readers/read-top-up.ts'
import type { NoticeReader } from '../readers/read-notice.ts'
import type { PublicComponent, PublicGroup, Snapshot } from '../snapshot/snapshot.ts'
import { createWords, type Words } from '../../lib/words/words.ts'

/** What pages are made with, once per process. */
export interface PageDeps {
  readonly wallet: Wallet
  readonly texts: Texts
  readonly templates: Templates
  readonly readComponent: ReadComponent
  readonly readIncident: ReadIncident
  readonly readHistory: ReadHistory
  readonly readTopUp: ReadTopUp

  readonly readHotlines: ReadHotlines
  readonly announcements: AnnouncementReader
  /** What operators wrote to help readers; none unless given. */
  readonly articles?: readonly HelpArticle[]
  /** What is disclosed of complaints; without, it is as if there had been none. */
  readonly disclosures?: DisclosureReader
  readonly notices: NoticeReader
  /** How readers can be told; without, no page speaks of it. */
  readonly offers?: Offers
}

/** Ways of being told that have been set up, in the order they are offered. */
export interface Offers {
  readonly transports: readonly TransportKind[]
  /** What browsers subscribe with (VAPID), base64url; absent where they cannot. */
  readonly pushKey?: string
}

/** What one page is made from: everything that is the same all over it. */
export interface PageContext {
  readonly deps: PageDeps
  readonly snapshot: Snapshot
  readonly locale: Locale
  readonly words: Words
  /** In front of every path of this language: nothing for Chinese, `/en` for English. */
  readonly prefix: string
  readonly now: number
  /** A component or bank by id, with where it stands; undefined for ids that are no longer configured. */
  place(componentId: string): Place | undefined
}

/** A component, the group it stands in and, for a bank, the channel it is a part of. */
export interface Place {
  readonly component: PublicComponent
  readonly group: PublicGroup
  readonly parent?: PublicComponent
}

/** Makes the context of one page after another; words and formatters are made here, once. */
export function createContexts(
  deps: PageDeps,
): (snapshot: Snapshot, locale: Locale, now: number) => PageContext {
  const words = wordsByLocale(deps)
  return (snapshot, locale, now) => ({
    deps,
    snapshot,
    locale,
    words: words[locale],
    prefix: prefixOf(locale),
    now,
    place: placesOf(snapshot),
  })
}

/** Every language's words; each keeps what it has said, so that they are made once for each part of the site. */
export function wordsByLocale({
  texts,
  wallet,
}: Pick<PageDeps, 'texts'> & { readonly wallet: Pick<Wallet, 'page'> }): Readonly<Record<Locale, Words>> {
  const make = (locale: Locale) => createWords(texts, locale, wallet.page.zone)
  const [chinese, english] = LOCALES
  return { [chinese]: make(chinese), [english]: make(english) }
}

/** Finds components of a snapshot by id; the index is made at the first question. */
function placesOf(snapshot: Snapshot): (componentId: string) => Place | undefined {
  let index: Map<string, Place> | undefined
  return (componentId) => {
    index ??= new Map(snapshot.groups.flatMap(placesIn))
    return index.get(componentId)
  }
}

function placesIn(group: PublicGroup): [string, Place][] {
  return group.components.flatMap((component) => [
    [component.id, { component, group }] satisfies [string, Place],
    ...component.parts.map((part): [string, Place] => [
      part.id,
      { component: part, group, parent: component },
    ]),
  ])
}
