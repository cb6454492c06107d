import type { Locale } from '../../../domain/locale.ts'
import type { SecretLink } from '../../../lib/secret-link.ts'
import type { RenderedPage } from '../../page.ts'
import type { MakeNow } from '../make-now.ts'
import { disownContent, disownedContent } from './disown.ts'
import { feedbackContent } from './feedback.ts'
import { findIncident } from './find-incident.ts'
import { deletedContent, noTicketContent } from './no-ticket.ts'
import { ticketContent, type TicketPage } from './ticket.ts'
import type { TypedFeedback, TypedProblem } from './typed-feedback.ts'

/** Pages about one's own feedback: made when asked for and kept nowhere. */
export interface FeedbackPages {
  /** The form as it was filled in, with what is wrong with it. */
  again(locale: Locale, typed: TypedFeedback, problems: readonly TypedProblem[]): Promise<RenderedPage>
  /** The form with the question whether it is about an incident; undefined where there is none to ask about. */
  question(locale: Locale, typed: TypedFeedback): Promise<RenderedPage | undefined>
  ticket(locale: Locale, page: TicketPage): Promise<RenderedPage>
  /** For every link that opens nothing, whatever the reason. */
  none(locale: Locale): Promise<RenderedPage>
  deleted(locale: Locale): Promise<RenderedPage>
  /** The button by which whoever got a letter says that the ticket is not theirs. */
  disown(locale: Locale, link: SecretLink): Promise<RenderedPage>
  disowned(locale: Locale): Promise<RenderedPage>
}

export function createFeedbackPages(make: MakeNow): FeedbackPages {
  return {
    again: (locale, typed, problems) =>
      make(locale, async (context) => {
        const { incident, component } = typed
        const asked = incident !== '' && incident !== 'none'
        const found = asked
          ? await context.deps.readIncident(incident)
          : await findIncident(context, component)
        return feedbackContent(context, { typed, problems, ...(found && { found }) })
      }),
    async question(locale, typed) {
      let asks = false
      const page = await make(locale, async (context) => {
        const found = await findIncident(context, typed.component)
        asks = found !== undefined
        return feedbackContent(context, { typed, asks, ...(found && { found }) })
      })
      return asks ? page : undefined
    },
    ticket: (locale, page) => make(locale, (context) => ticketContent(context, page)),
    none: (locale) => make(locale, noTicketContent),
    deleted: (locale) => make(locale, deletedContent),
    disown: (locale, link) => make(locale, (context) => disownContent(context, link)),
    disowned: (locale) => make(locale, disownedContent),
  }
}
