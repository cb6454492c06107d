import type { FeedName, FeedSet, FindPage } from '../page.ts'
import { componentHref } from '../pages/components/component-name.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { createMarkdown } from '../pages/markdown.ts'
import { createContexts, type PageContext, type PageDeps } from '../pages/page-context.ts'
import { reachOf, type Reach } from '../readers/reach.ts'
import type { NewsReader } from '../readers/read-news.ts'
import { announcementEntry } from './announcement-entry.ts'
import { atomFeed } from './atom.ts'
import { MOST_ENTRIES, newestFirst, type Entry, type Feed } from './entry.ts'
import { FEED_TYPES, feedPath, feedTitle } from './feed-links.ts'
import { incidentEntry } from './incident-entry.ts'
import { jsonFeed } from './json-feed.ts'
import { maintenanceCalendar } from './maintenance-calendar.ts'
import { maintenanceEntry } from './maintenance-entry.ts'
import { rssFeed } from './rss.ts'

/** What a feed is of: everything, or one component and what reaches it. */
interface About {
  readonly componentId?: string
  readonly reach?: Reach
}

type Compose = (context: PageContext, about: About) => Promise<string>

const DAY_MS = 24 * 3_600_000
/** Older work is no news, and there are no more than a few a week. */
const WORK_LISTED_MS = 366 * DAY_MS
/** So long after its end work stays in calendars, so that each of them learns if it was called off. */
const WORK_IN_CALENDAR_MS = 90 * DAY_MS

/** Every feed of the site, of everything and of each component. */
export function createFeeds(deps: PageDeps & { readonly news: NewsReader }): FeedSet {
  const { news } = deps
  const contextOf = createContexts(deps)
  const markdown = createMarkdown()

  const entriesOf = async (context: PageContext, { reach }: About): Promise<Entry[]> => {
    const { now } = context
    const incidents = await news.incidents(reach, MOST_ENTRIES)
    const announcements = await news.announcements(reach, MOST_ENTRIES, now)
    const maintenances = await news.maintenances(reach, now - WORK_LISTED_MS, now)
    return newestFirst([
      ...incidents.map((incident) => incidentEntry(context, incident)),
      ...announcements.map((announcement) => announcementEntry(context, announcement, markdown)),
      ...maintenances.map((maintenance) => maintenanceEntry(context, maintenance)),
    ])
  }

  const feed =
    (name: FeedName, compose: Compose): FindPage =>
    async (snapshot, { locale, query }, now) => {
      const about = aboutOf(deps, query['component'])
      if (about === undefined) return undefined
      const body = await compose(contextOf(snapshot, locale, now), about)
      return { status: 200, contentType: `${FEED_TYPES[name]}; charset=utf-8`, body }
    }

  const newsFeed = (name: FeedName, write: (feed: Feed, selfUrl: string) => string): FindPage =>
    feed(name, async (context, about) => {
      const selfUrl = absolute(context, feedPath(context, name, about.componentId))
      return write(headOf(context, about, await entriesOf(context, about)), selfUrl)
    })

  return {
    'history-rss': newsFeed('history-rss', rssFeed),
    'history-atom': newsFeed('history-atom', atomFeed),
    'feed-json': newsFeed('feed-json', jsonFeed),
    calendar: feed('calendar', async (context, { reach, componentId }) => {
      const since = context.now - WORK_IN_CALENDAR_MS
      return maintenanceCalendar(context, await news.maintenances(reach, since, context.now), componentId)
    }),
  }
}

/** Undefined for a component that nobody knows; an empty value asks for everything, as it does of the history. */
function aboutOf({ wallet }: PageDeps, componentId = ''): About | undefined {
  if (componentId === '') return {}
  const reach = reachOf(wallet.components, componentId)
  return reach && { componentId, reach }
}

function headOf(context: PageContext, { componentId }: About, entries: readonly Entry[]): Feed {
  const { words, deps, locale, prefix } = context
  const path = componentId === undefined ? `${prefix}/history` : componentHref(context, componentId)
  return {
    locale,
    title: feedTitle(context, componentId),
    subtitle: words.say('feed:subtitle'),
    siteName: plainText(words, deps.wallet.page.name),
    homeUrl: absolute(context, path),
    entries,
  }
}

function absolute({ deps }: PageContext, path: string): string {
  return `${deps.wallet.page.publicUrl}${path}`
}
