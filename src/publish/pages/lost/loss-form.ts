import { LOST_THINGS } from '../../../domain/loss-notice.ts'
import { hotlines, liveContactView } from '../hotline/contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { LONGEST, type LossProblem, type TypedLoss } from './typed-loss.ts'

export interface LossForm {
  readonly typed: TypedLoss
  readonly problems?: readonly LossProblem[]
  /** It could not be stored: nobody was told. */
  readonly unstored?: true
}

/** A loss notice to fill in: nothing in it is needed, and there is no field for an account number. */
export function lossFormContent(
  context: PageContext,
  { typed, problems = [], unstored }: LossForm,
): PageContent {
  const { words } = context
  const again = problems.length > 0 || unstored === true
  return {
    title: words.say('lost:form.title'),
    description: words.say('lost:form.lead'),
    path: '/help/lost/notice',
    template: 'pages/loss-notice',
    lean: true,
    sheets: ['assets/lost.css'],
    ...(again && { hidden: true, status: unstored === true ? 503 : 400 }),
    view: {
      unstored: unstored ?? false,
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      things: LOST_THINGS.map((value) => ({
        value,
        label: words.say(`lost:form.thing.${value}`),
        checked: typed.lost.includes(value),
      })),
      noticed: fieldOf(context, problems, 'noticed'),
      hint: fieldOf(context, problems, 'hint'),
      contact: fieldOf(context, problems, 'contact'),
      words: fieldOf(context, problems, 'words'),
      typed,
      longest: LONGEST,
    },
  }
}

function fieldOf({ words }: PageContext, problems: readonly LossProblem[], field: LossProblem['field']) {
  const found = problems.find((one) => one.field === field)
  return {
    problem: found === undefined ? null : words.say(`lost:problem.${found.problem}`, { most: LONGEST.words }),
  }
}
