import { hideTypedSecrets } from '../../../help/typed-secrets/hide-typed-secrets.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import type { TypedFeedback, TypedProblem } from './typed-feedback.ts'

export interface FeedbackForm {
  readonly typed: TypedFeedback
  /** The incident that it may be about; its writer says whether it is. */
  readonly found?: PublicIncident
  /** The form was sent, and only the question about the incident is left. */
  readonly asks?: boolean
  readonly problems?: readonly TypedProblem[]
}

/** Telling us what went wrong: a category, a few words, and nothing that is not needed to answer. */
export function feedbackContent(context: PageContext, form: FeedbackForm): PageContent {
  const { words, deps } = context
  const { typed, found, asks = false, problems = [] } = form
  const wrong = (field: string) => problems.some((one) => one.field === field)
  // What is sent back to its writer is hidden as well: the page may be seen over their shoulder.
  const message = hideTypedSecrets(typed.message, { mark: (kind) => words.say(`secret:hidden.${kind}`) })
  return {
    title: words.say('feedback:title'),
    description: words.say('feedback:lead'),
    path: '/feedback',
    template: 'pages/feedback',
    form: true,
    sheets: ['assets/feedback.css'],
    ...((problems.length > 0 || asks) && { hidden: true }),
    ...(problems.length > 0 && { status: 400 }),
    view: {
      offered: deps.wallet.feedback !== undefined,
      mails: deps.offers?.transports.includes('email') === true,
      problems: problems.map(({ field, problem }) => ({
        href: `#${field}`,
        text: words.say(`feedback:problem.${problem}`),
      })),
      wrong: { category: wrong('category'), message: wrong('message'), contact: wrong('contact') },
      asks,
      found: found === undefined ? null : foundView(context, found, typed.incident),
      categories: (deps.wallet.feedback?.categories ?? []).map(({ id, name, replyWithin }) => ({
        value: id,
        label: textView(words, name),
        hint: words.say('feedback:category.within', { count: replyWithin }),
        checked: id === typed.category,
      })),
      groups: context.snapshot.groups.map((group) => ({
        label: plainText(words, group.name),
        components: group.components
          .flatMap((component) => [component, ...component.parts])
          .map(({ id }) => {
            const place = context.place(id)
            return {
              value: id,
              label: place === undefined ? id : fullName(context, place),
              selected: id === typed.component,
            }
          }),
      })),
      message: message.text,
      masked: message.found.length > 0,
      contact: typed.contact,
    },
  }
}

function foundView({ words, prefix, now }: PageContext, found: PublicIncident, chosen: string) {
  const { id, title, startedAt, resolvedAt } = found
  return {
    id,
    title: textView(words, title),
    href: `${prefix}/incidents/${id}`,
    since: words.dateClock(startedAt, now),
    over: resolvedAt === undefined ? null : words.dateClock(resolvedAt, now),
    yes: chosen === id,
    no: chosen === 'none',
  }
}
