import {
  AFTER_INCIDENT_MS,
  ASKINGS_KEPT_MS,
  CONFIRM_WITHIN_MS,
  MOST_LOSSES,
  REPORTER_KEPT_MS,
  VOTES_KEPT_MS,
} from '../../../domain/retention.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** What is kept of people, form by form, for as long as this wallet's configuration says. A form that is not offered is not there. */
export function privacyContent({ deps, words }: PageContext): PageContent {
  const { wallet, offers, articles = [] } = deps
  const { feedback, reports, retention } = wallet
  return {
    title: words.say('privacy:title'),
    description: words.say('privacy:lead'),
    path: '/privacy',
    template: 'pages/privacy',
    view: {
      subscribes: (offers?.transports.length ?? 0) > 0,
      votes: articles.length > 0,
      feedback: feedback && {
        close: words.duration(feedback.closeAfterMs),
        keep: words.duration(feedback.keepMs),
        mails: offers?.transports.includes('email') === true,
      },
      reports: reports && { sender: words.duration(Math.max(REPORTER_KEPT_MS, reports.windowMs)) },
      mostLosses: words.count(MOST_LOSSES),
      kept: {
        unconfirmed: words.duration(CONFIRM_WITHIN_MS),
        afterIncident: words.duration(AFTER_INCIDENT_MS),
        askings: words.duration(ASKINGS_KEPT_MS),
        votes: words.duration(VOTES_KEPT_MS),
        losses: words.duration(retention.lossesMs),
        deliveries: words.duration(retention.deliveriesMs),
        reports: words.duration(retention.reportsMs),
      },
    },
  }
}
