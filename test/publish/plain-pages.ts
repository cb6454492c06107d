import { loadTexts } from '../../src/lib/text.ts'
import type { KeptPages } from '../../src/publish/keeper/keeper.ts'
import type { FeedName, FindPage, PageName, RenderPage } from '../../src/publish/page.ts'
import { createSummary } from '../../src/publish/statuspage/summary.ts'
import { smallWallet } from './small-wallet.ts'

const texts = loadTexts('templates/locales')

const STATUS: Partial<Record<PageName, 400 | 404>> = { 'not-found': 404, 'bad-request': 400 }

/**
 * Pages that show everything they are given, as JSON in HTML, for tests of what serves pages. Ids that begin with
 * `no-` are unknown to them, in a path and as a feed's component. A test may put others in their place.
 */
export function plainPages(others: Partial<KeptPages> = {}): KeptPages {
  const plain =
    (name: PageName): RenderPage =>
    async (snapshot, request) => ({
      status: STATUS[name] ?? 200,
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><style>p{color:red}</style><pre>${JSON.stringify({ name, request, snapshot })}</pre>`,
    })
  const plainOfOne =
    (name: PageName): FindPage =>
    async (snapshot, request, now) =>
      request.params.id?.startsWith('no-') ? undefined : plain(name)(snapshot, request, now)
  const plainFeed =
    (name: FeedName): FindPage =>
    async (snapshot, request) =>
      request.query['component']?.startsWith('no-')
        ? undefined
        : { status: 200, contentType: 'text/plain', body: JSON.stringify({ name, request, snapshot }) }
  const pages = {
    home: plain('home'),
    component: plainOfOne('component'),
    incident: plainOfOne('incident'),
    'incident-card': plainOfOne('incident-card'),
    history: plain('history'),
    announcements: plain('announcements'),
    announcement: plainOfOne('announcement'),
    help: plain('help'),
    'help-article': plainOfOne('help-article'),
    'help-outage': plain('help-outage'),
    'help-top-up': plain('help-top-up'),
    emergency: plain('emergency'),
    hotline: plain('hotline'),
    'hotline-sheet': plain('hotline-sheet'),
    'hotline-notes': plain('hotline-notes'),
    'help-lost': plain('help-lost'),
    'loss-notice': plain('loss-notice'),
    subscribe: plain('subscribe'),
    feedback: plain('feedback'),
    'help-feedback': plain('help-feedback'),
    quality: plain('quality'),
    'complaints-csv': plain('complaints-csv'),
    verify: plain('verify'),
    report: plain('report'),
    'report-thanks': plain('report-thanks'),
    privacy: plain('privacy'),
    'not-found': plain('not-found'),
    'bad-request': plain('bad-request'),
    'history-rss': plainFeed('history-rss'),
    'history-atom': plainFeed('history-atom'),
    'feed-json': plainFeed('feed-json'),
    calendar: plainFeed('calendar'),
  }
  return { ...pages, summary: createSummary({ wallet: smallWallet, texts }), ...others }
}
