import type { Locale } from '../domain/locale.ts'
import type { Snapshot } from './snapshot/snapshot.ts'

/** What was asked of a page: which language, which of its things, and the query as it stood in the address. */
export interface PageRequest {
  readonly locale: Locale
  /** Parts of the path by name, decoded, such as `{ id: 'debit-card' }`. */
  readonly params: Readonly<Record<string, string>>
  /** The query, decoded; a name that stood there twice keeps its first value. Pages check the values themselves. */
  readonly query: Readonly<Record<string, string>>
}

export interface RenderedPage {
  /** 404 only on the page that says so, 400 where a query value cannot be read, 503 where nothing can be stored. */
  readonly status: 200 | 400 | 404 | 503
  readonly contentType: string
  readonly body: string
}

/** Makes one page; `now` is epoch ms and the same for everything on the page. */
export type RenderPage = (snapshot: Snapshot, request: PageRequest, now: number) => Promise<RenderedPage>

/**
 * The same for the page of one thing; undefined where that is unknown or not public, so that an address that leads
 * nowhere costs no more than finding that out.
 */
export type FindPage = (...asked: Parameters<RenderPage>) => Promise<RenderedPage | undefined>

export type PageName =
  | 'home'
  | 'component'
  | 'incident'
  | 'incident-card'
  | 'history'
  | 'announcements'
  | 'announcement'
  | 'help'
  | 'help-article'
  | 'help-outage'
  | 'help-top-up'
  | 'emergency'
  | 'hotline'
  | 'hotline-sheet'
  | 'hotline-notes'
  | 'help-lost'
  | 'loss-notice'
  | 'subscribe'
  | 'feedback'
  | 'help-feedback'
  | 'quality'
  | 'complaints-csv'
  | 'verify'
  | 'report'
  | 'report-thanks'
  | 'privacy'
  | 'not-found'
  | 'bad-request'

/** What programs read again and again, each with its address without the language's prefix. */
export const FEED_PATHS = {
  'history-rss': '/history.rss',
  'history-atom': '/history.atom',
  'feed-json': '/feed.json',
  calendar: '/calendar.ics',
} as const

export type FeedName = keyof typeof FEED_PATHS

/** Pages of things that have an id. */
type PageOfOne = 'component' | 'incident' | 'incident-card' | 'announcement' | 'help-article'

/** Every page there is; what serves them need not know how they are made. */
export type PageSet = Readonly<Record<Exclude<PageName, PageOfOne>, RenderPage> & Record<PageOfOne, FindPage>>

/** Every feed there is; one of a component that nobody knows is not found. */
export type FeedSet = Readonly<Record<FeedName, FindPage>>

/**
 * The query names that make a different page; everything else in a query (`?from=timeline`, tracking marks) is
 * dropped before the page is asked for, so that it neither reaches a page nor fills the keeper.
 */
export const PAGE_QUERIES: Readonly<Record<PageName | FeedName, readonly string[]>> = {
  home: [],
  component: [],
  incident: [],
  'incident-card': [],
  // `month` is YYYY-MM, `component` and `group` are ids, `impact` is an Impact.
  history: ['month', 'component', 'group', 'impact'],
  // `kind` is an AnnouncementKind; `before` is an epoch ms, the archive's next page.
  announcements: ['kind', 'before'],
  announcement: [],
  // `symptom` is a Task, `saw` a symptom's id, or `?` for what nobody knows.
  'help-outage': ['symptom', 'saw'],
  // What is typed there is answered for one reader and kept nowhere (routes/top-up.ts).
  'help-top-up': [],
  // What is looked for there (`q`) is one reader's own, and kept nowhere.
  help: [],
  'help-article': [],
  emergency: [],
  // `clock` is a ClockPlace.
  hotline: ['clock'],
  // What a link fills in beforehand is made for one reader and not kept (src/http/routes/hotline.ts).
  'hotline-sheet': [],
  'hotline-notes': [],
  'help-lost': [],
  'loss-notice': [],
  // `component`, `group` and `incident` are ids, `topic` is one of the others, `once` is 1.
  subscribe: ['component', 'group', 'incident', 'topic', 'once'],
  // `component` and `incident` are ids.
  feedback: ['component', 'incident'],
  // `region` is an id of the configuration's.
  'help-feedback': ['region'],
  // `year` is four digits; this one unless said.
  quality: ['year'],
  'complaints-csv': ['year'],
  verify: [],
  // `component` and `region` are ids, `symptom` is a ReportSymptom; `missing` names what was not said.
  report: ['component', 'symptom', 'region', 'missing'],
  'report-thanks': ['component', 'symptom'],
  privacy: [],
  'not-found': [],
  'bad-request': [],
  // `component` is an id; without it a feed is of everything.
  'history-rss': ['component'],
  'history-atom': ['component'],
  'feed-json': ['component'],
  calendar: ['component'],
}
