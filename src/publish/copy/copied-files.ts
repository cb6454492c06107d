import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import type { HelpArticle } from '../../domain/help-article.ts'
import type { Texts } from '../../lib/text.ts'
import { createTimeWords } from '../../lib/words/times.ts'
import type { Keeper, KeptPages } from '../keeper/keeper.ts'
import { FEED_PATHS, type FeedName } from '../page.ts'

type Name = keyof KeptPages

/** Pages that say something without the server behind them, by their address without the language's prefix. */
const PAGES = {
  '/': 'home',
  '/emergency': 'emergency',
  '/help': 'help',
  '/help/lost': 'help-lost',
  '/help/outage': 'help-outage',
  '/help/top-up': 'help-top-up',
  '/help/feedback': 'help-feedback',
  '/hotline': 'hotline',
  '/verify': 'verify',
  '/privacy': 'privacy',
  '/announcements': 'announcements',
  '/history': 'history',
} as const satisfies Readonly<Record<string, Name>>

/** What the server keeps up to date by itself: needed most, and always ready. */
export const KEPT_CURRENT: readonly Name[] = ['home', 'emergency', 'help-lost']

export interface CopyDeps {
  readonly keeper: Pick<Keeper, 'page' | 'newest'>
  readonly articles: readonly Pick<HelpArticle, 'id'>[]
  readonly texts: Texts
  readonly zone: string
}

export interface CopiedFile {
  /** Below the copy's folder, with `/` between its parts. */
  readonly path: string
  readonly content: string
}

/** What is at an address. */
interface Place {
  /** Without the language's prefix. */
  readonly address: string
  readonly name: Name
  readonly id?: string
}

/** All that is copied, or only pages of these names, as files of a web server's folder, in both languages. */
export async function copiedFiles(
  deps: CopyDeps,
  { now, only }: { readonly now: number; readonly only?: readonly Name[] },
): Promise<CopiedFile[]> {
  const places = await placesOf(deps)
  const files: CopiedFile[] = []
  for (const locale of LOCALES)
    for (const place of places)
      if (only === undefined || only.includes(place.name))
        files.push(await copy(deps, place, { locale, now }))
  return files
}

/** Articles, and announcements in force, have addresses of their own; what links to others leads nowhere in a copy. */
async function placesOf({ keeper, articles }: CopyDeps): Promise<Place[]> {
  const { announcements } = await keeper.newest()
  return [
    ...Object.entries(PAGES).map(([address, name]) => ({ address, name })),
    ...articles.map(({ id }) => ({ address: `/help/${id}`, name: 'help-article', id }) as const),
    ...announcements.map(
      ({ id }) => ({ address: `/announcements/${id}`, name: 'announcement', id }) as const,
    ),
    ...Object.keys(FEED_PATHS)
      .filter(isFeed)
      .map((name) => ({ address: FEED_PATHS[name], name })),
    { address: '/api/v2/summary.json', name: 'summary' },
  ]
}

async function copy(
  { keeper, texts, zone }: CopyDeps,
  { address, name, id }: Place,
  { locale, now }: { readonly locale: Locale; readonly now: number },
): Promise<CopiedFile> {
  const params = id === undefined ? {} : { id }
  const { contentType, forms } = await keeper.page(name, { locale, params, query: {} })
  const body = forms.identity.body.toString()
  const isPage = contentType.startsWith('text/html')
  const path = prefixOf(locale) + (isPage ? `${address}/index.html` : address)
  const content = isPage ? marked(body, noteOf({ texts, zone }, locale, now)) : body
  return { path: path.replaceAll(/\/{2,}/g, '/').replace(/^\//, ''), content }
}

/** A copy that is looked at tomorrow must not be taken for today's page. */
function marked(body: string, note: string): string {
  return body.replace('</header>', () => `</header>\n<aside class="demo"><strong>${note}</strong></aside>`)
}

function noteOf({ texts, zone }: Pick<CopyDeps, 'texts' | 'zone'>, locale: Locale, now: number): string {
  const times = createTimeWords(texts, locale, zone)
  return texts.say(locale, 'lost:copy.note', { time: times.dateClock(now, now).text, zone: times.zoneName })
}

function isFeed(name: string): name is FeedName {
  return name in FEED_PATHS
}
