import { FEED_PATHS, type FeedName } from '../page.ts'
import { fullName } from '../pages/components/component-name.ts'
import { plainText } from '../../lib/words/local-text.ts'
import type { PageContext } from '../pages/page-context.ts'

export const FEED_TYPES = {
  'history-rss': 'application/rss+xml',
  'history-atom': 'application/atom+xml',
  'feed-json': 'application/feed+json',
  calendar: 'text/calendar',
} as const satisfies Readonly<Record<FeedName, string>>

/** A feed as a page points to it. */
export interface FeedLink {
  readonly href: string
  readonly type: string
  /** What kind it is, in a word. */
  readonly label: string
  /** What it is of, for whoever chooses among several. */
  readonly title: string
}

/** Every feed of everything, or of one component. */
export function feedLinks(context: PageContext, componentId: string | undefined): FeedLink[] {
  const names = ['history-rss', 'history-atom', 'feed-json', 'calendar'] as const satisfies FeedName[]
  return names.map((name) => ({
    href: feedPath(context, name, componentId),
    type: FEED_TYPES[name],
    label: context.words.say(`feed:kind.${name}`),
    title: `${feedTitle(context, componentId)} · ${context.words.say(`feed:kind.${name}`)}`,
  }))
}

/** Without the host, with the language's prefix. */
export function feedPath({ prefix }: PageContext, name: FeedName, componentId: string | undefined): string {
  const query =
    componentId === undefined ? '' : `?${new URLSearchParams({ component: componentId }).toString()}`
  return `${prefix}${FEED_PATHS[name]}${query}`
}

/** The site's name, and the component's; says so where all of it is a demonstration. */
export function feedTitle(context: PageContext, componentId: string | undefined): string {
  const { words, deps } = context
  const place = componentId === undefined ? undefined : context.place(componentId)
  const site = plainText(words, deps.wallet.page.name)
  const title =
    place === undefined ? site : words.say('feed:titleOf', { site, name: fullName(context, place) })
  return markedDemo(context, title)
}

/** Where a title stands alone it must say itself that it is made up. */
export function markedDemo({ words, deps }: PageContext, title: string): string {
  return deps.wallet.page.demo ? words.say('feed:demo', { title }) : title
}
