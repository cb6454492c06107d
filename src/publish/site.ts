import type { HelpArticle } from '../domain/help-article.ts'
import type { Probe } from '../domain/probe.ts'
import type { Wallet } from '../domain/wallet.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { Templates } from '../lib/templates.ts'
import type { Texts } from '../lib/text.ts'
import type { Db } from '../store/open.ts'
import { blinded, blindSnapshot } from './snapshot/blind.ts'
import { createSnapshotBuilder } from './snapshot/build-snapshot.ts'
import { createKeeper, type Keeper } from './keeper/keeper.ts'
import { createHotlinePages, type HotlinePages } from './pages/hotline/hotline-pages.ts'
import { createMakeNow } from './pages/make-now.ts'
import { createHelpPages, type HelpPages } from './pages/help/help-pages.ts'
import { createLossPages, type LossPages } from './pages/lost/loss-pages.ts'
import type { Offers } from './pages/page-context.ts'
import { createPersonalPages, type PersonalPages } from './pages/subscribe/personal-pages.ts'
import { createFeeds } from './feeds/feeds.ts'
import { createAskedOutage, type AskedOutage } from './pages/outage/asked-outage.ts'
import { createTopUpPages, type TopUpPages } from './pages/top-up/top-up-pages.ts'
import { createFeedbackPages, type FeedbackPages } from './pages/feedback/feedback-pages.ts'
import { createPages } from './pages/pages.ts'
import { createDisclosureReader } from './readers/read-disclosure.ts'
import { createVerifyPages, type VerifyPages } from './pages/verify/verify-pages.ts'
import { createSitePictures, type SitePictures } from './pictures/site-pictures.ts'
import { createAnnouncementReader } from './readers/read-announcement.ts'
import { createComponentReader } from './readers/read-component.ts'
import { createHistoryReader } from './readers/read-history.ts'
import { createHotlineReader } from './readers/read-hotline.ts'
import { createIncidentReader } from './readers/read-incident.ts'
import { createTopUpReader } from './readers/read-top-up.ts'
import { createNewsReader } from './readers/read-news.ts'
import { createNoticeReader } from './readers/read-notice.ts'
import { createSummary } from './statuspage/summary.ts'

export interface SiteDeps {
  readonly db: Db
  readonly wallet: Wallet
  readonly probes: readonly Probe[]
  readonly texts: Texts
  readonly templates: Templates
  readonly clock: Clock
  readonly log: Log
  /** What operators wrote to help readers; none unless given. */
  readonly articles?: readonly HelpArticle[]
  /** How readers can be told, where they can. */
  readonly offers?: Offers
}

/** Pages kept for everybody, and those made for one reader alone. */
export interface Site extends Keeper {
  readonly personal: PersonalPages
  readonly askedOutage: AskedOutage
  readonly topUp: TopUpPages
  readonly help: HelpPages
  readonly feedback: FeedbackPages
  readonly verify: VerifyPages
  /** What chats show beside the pages' addresses. */
  readonly pictures: SitePictures
  readonly hotline: HotlinePages
  readonly losses: LossPages
}

/** Every page of a wallet's site over its store, kept as finished buffers. */
export function createSite(deps: SiteDeps): Site {
  const { db, wallet, probes, texts, templates, clock, log, offers, articles = [] } = deps
  const pageDeps = {
    wallet,
    texts,
    templates,
    readComponent: createComponentReader({ db, wallet, probes }),
    readIncident: createIncidentReader({ db, wallet }),
    readHistory: createHistoryReader({ db, wallet }),
    readTopUp: createTopUpReader({ db, wallet, probes }),
    readHotlines: createHotlineReader({ db, wallet }),
    announcements: createAnnouncementReader({ db, wallet }),
    articles,
    disclosures: createDisclosureReader({ db, wallet }),
    notices: createNoticeReader(db),
    ...(offers && { offers }),
  }
  const keeper = createKeeper({
    pages: {
      ...createPages(pageDeps),
      ...createFeeds({ ...pageDeps, news: createNewsReader({ db, wallet }) }),
      summary: createSummary({ wallet, texts }),
    },
    builder: createSnapshotBuilder({ db, wallet }),
    blind: (now) => blindSnapshot(wallet, now),
    blinded,
    clock,
    log,
  })
  const newest = () => keeper.newest()
  const makeNow = createMakeNow(pageDeps, { newest, clock })
  return {
    ...keeper,
    personal: createPersonalPages(makeNow, newest),
    askedOutage: createAskedOutage(makeNow, {
      symptoms: wallet.symptoms,
      readHotlines: pageDeps.readHotlines,
    }),
    topUp: createTopUpPages(makeNow, pageDeps),
    help: createHelpPages(makeNow, { articles, symptoms: wallet.symptoms }),
    feedback: createFeedbackPages(makeNow),
    verify: createVerifyPages(makeNow, wallet),
    pictures: createSitePictures(pageDeps, { newest, clock }),
    hotline: createHotlinePages(makeNow),
    losses: createLossPages(makeNow),
  }
}
