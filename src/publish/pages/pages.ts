import { LOCALES } from '../../domain/locale.ts'
import type { FindPage, PageRequest, PageSet, RenderPage } from '../page.ts'
import { announcementContent } from './announcements/announcement.ts'
import { announcementsContent, readAnnouncementsQuery } from './announcements/announcements.ts'
import { createComponentLine } from './components/component-line.ts'
import { componentContent } from './components/component.ts'
import { emergencyContent } from './lost/emergency.ts'
import { framedPage, type PageContent } from './frame.ts'
import { articleContent } from './help/article.ts'
import { createArticlePieces } from './help/article-pieces.ts'
import { helpContent } from './help/help.ts'
import { readHistoryQuery } from './history/history-query.ts'
import { historyContent } from './history/history.ts'
import { readHotlineQuery } from './hotline/foreign-clock.ts'
import { hotlineContent } from './hotline/hotline.ts'
import { notesFormContent } from './hotline/notes.ts'
import { sheetFormContent } from './hotline/sheet-form.ts'
import { readTypedNotes, readTypedSheet } from './hotline/typed-call.ts'
import { helpLostContent } from './lost/help-lost.ts'
import { lossFormContent } from './lost/loss-form.ts'
import { UNTOUCHED } from './lost/typed-loss.ts'
import { homeContent } from './home/home.ts'
import { incidentContent } from './incidents/incident.ts'
import { createMarkdown } from './markdown.ts'
import { badRequestContent, notFoundContent } from './mistake.ts'
import { outageContent } from './outage/outage.ts'
import { readOutageQuery } from './outage/outage-query.ts'
import { createContexts, type PageContext, type PageDeps } from './page-context.ts'
import { topUpContent } from './top-up/top-up.ts'
import { categoryName } from './feedback/category-name.ts'
import { disclosureCsv } from './feedback/disclosure-csv.ts'
import { feedbackContent } from './feedback/feedback.ts'
import { readFeedbackQuery } from './feedback/feedback-query.ts'
import { ladderContent } from './feedback/ladder.ts'
import { readLadderQuery } from './feedback/ladder-query.ts'
import { qualityContent } from './feedback/quality.ts'
import { readQualityQuery } from './feedback/quality-query.ts'
import { disclosureOf } from '../readers/read-disclosure.ts'
import { tillCardContent } from './share/till-card.ts'
import { privacyContent } from './privacy/privacy.ts'
import { reportContent } from './report/report.ts'
import { reportThanksContent } from './report/report-thanks.ts'
import { readSubscribeQuery } from './subscribe/subscribe-query.ts'
import { subscribeContent } from './subscribe/subscribe.ts'
import { verifyContent } from './verify/verify.ts'

/** What a page is made of, given what was asked. */
type Compose<Content> = (context: PageContext, request: PageRequest) => Content | Promise<Content>

/** Every page of the site. */
export function createPages(deps: PageDeps): PageSet {
  const contextOf = createContexts(deps)
  const componentLine = createComponentLine(deps.templates)
  const markdown = createMarkdown()
  const piecesOf = createArticlePieces()
  const articles = new Map((deps.articles ?? []).map((article) => [article.id, article]))
  const {
    readComponent,
    readIncident,
    readHistory,
    readTopUp,
    announcements,
    disclosures,
    notices,
    readHotlines,
  } = deps
  const disclosure = async (year: number) => (await disclosures?.read(year)) ?? disclosureOf(year, [])

  const page =
    (compose: Compose<PageContent>): RenderPage =>
    async (snapshot, request, now) => {
      const context = contextOf(snapshot, request.locale, now)
      return framedPage(context, await compose(context, request))
    }

  const pageOfOne =
    (compose: Compose<PageContent | undefined>): FindPage =>
    async (snapshot, request, now) => {
      const context = contextOf(snapshot, request.locale, now)
      const content = await compose(context, request)
      return content && framedPage(context, content)
    }

  return {
    home: page((context) => homeContent(context, componentLine)),
    component: pageOfOne(async (context, { params }) => {
      const place = context.place(params['id'] ?? '')
      return place && componentContent(context, place, await readComponent(place.component.id, context.now))
    }),
    incident: pageOfOne(async (context, { params }) => {
      const incident = await readIncident(params['id'] ?? '')
      if (incident === undefined) return undefined
      return incidentContent(context, incident, await notices.codeOf('incident', incident.id))
    }),
    'incident-card': async (snapshot, { params, locale }, now) => {
      const incident = await readIncident(params['id'] ?? '')
      if (incident === undefined) return undefined
      const own = contextOf(snapshot, locale, now)
      const others = LOCALES.filter((other) => other !== locale).map((other) =>
        contextOf(snapshot, other, now),
      )
      return framedPage(own, tillCardContent(own, incident, [own, ...others]))
    },
    history: page(async (context, { query }) => {
      const asked = readHistoryQuery(context, query)
      if (!asked.ok) return badRequestContent(context, asked)
      return historyContent(context, asked, await readHistory(asked.query, context.now))
    }),
    announcements: page(async (context, { query }) => {
      const asked = readAnnouncementsQuery(query)
      if (!asked.ok) return badRequestContent(context, asked)
      const archive = await announcements.archive(asked.query, context.now)
      if (archive === undefined) {
        return badRequestContent(context, { name: 'before', value: String(asked.query.beforeAt) })
      }
      return announcementsContent(context, asked.query, archive)
    }),
    announcement: pageOfOne(async (context, { params }) => {
      const found = await announcements.one(params['id'] ?? '', context.now)
      if (found === undefined) return undefined
      const code = await notices.codeOf('announcement', found.id)
      return announcementContent(context, found, { markdown, ...(code !== undefined && { code }) })
    }),
    help: page((context) => helpContent(context)),
    'help-article': pageOfOne((context, { params }) => {
      const article = articles.get(params['id'] ?? '')
      return article && articleContent(context, article, piecesOf)
    }),
    'help-outage': page(async (context, { query }) => {
      const asked = readOutageQuery(deps.wallet.symptoms, query)
      if (!asked.ok) return badRequestContent(context, asked)
      return outageContent(context, asked, await readHotlines(context.now))
    }),
    'help-top-up': page(async (context) =>
      topUpContent(context, await readTopUp(context.now), await readHotlines(context.now)),
    ),
    emergency: page(emergencyContent),
    hotline: page(async (context, { query }) => {
      const asked = readHotlineQuery(query)
      if (!asked.ok) return badRequestContent(context, asked)
      return hotlineContent(context, await readHotlines(context.now), asked.clock)
    }),
    'hotline-sheet': page((context) => sheetFormContent(context, readTypedSheet(new URLSearchParams()))),
    'hotline-notes': page((context) => notesFormContent(context, readTypedNotes(new URLSearchParams()))),
    'help-lost': page(helpLostContent),
    'loss-notice': page((context) => lossFormContent(context, { typed: UNTOUCHED })),
    subscribe: page(async (context, { query }) => {
      const asked = await readSubscribeQuery(context, query)
      return asked.ok ? subscribeContent(context, asked) : badRequestContent(context, asked)
    }),
    feedback: page(async (context, { query }) => {
      const asked = await readFeedbackQuery(context, query)
      return asked.ok ? feedbackContent(context, asked) : badRequestContent(context, asked)
    }),
    'help-feedback': page((context, { query }) => {
      const asked = readLadderQuery(deps.wallet, query)
      return asked.ok ? ladderContent(context, asked.region) : badRequestContent(context, asked)
    }),
    quality: page(async (context, { query }) => {
      const asked = readQualityQuery(context, query)
      if (!asked.ok) return badRequestContent(context, asked)
      return qualityContent(context, await disclosure(asked.year), (await disclosures?.years()) ?? [])
    }),
    'complaints-csv': async (snapshot, { locale, query }, now) => {
      const context = contextOf(snapshot, locale, now)
      const asked = readQualityQuery(context, query)
      if (!asked.ok) return framedPage(context, badRequestContent(context, asked))
      const body = disclosureCsv(await disclosure(asked.year), (id) => categoryName(context, id))
      // With a mark of its encoding, which spreadsheets take Chinese for something else without.
      return { status: 200, contentType: 'text/csv; charset=utf-8', body: `\uFEFF${body}` }
    },
    verify: page((context) => verifyContent(context)),
    report: page((context, { query }) => reportContent(context, query)),
    'report-thanks': page((context, { query }) => reportThanksContent(context, query)),
    privacy: page(privacyContent),
    'not-found': page(notFoundContent),
    'bad-request': page((context) => badRequestContent(context, undefined)),
  }
}
