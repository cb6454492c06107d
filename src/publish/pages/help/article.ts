import type { HelpArticle } from '../../../domain/help-article.ts'
import { gravestOf } from '../../snapshot/worst.ts'
import { dataAge } from '../data-age.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { stateView } from '../components/state-view.ts'
import type { ArticlePieces } from './article-pieces.ts'
import { faqPage, questionsAnswered } from './faq.ts'
import { standingOf } from './standing.ts'
import { troubleRows } from './state-rows.ts'

const DESCRIPTION_LENGTH = 120
const MOST_ROWS = 6

/** One answer, with what is true of it right now. */
export function articleContent(
  context: PageContext,
  article: HelpArticle,
  piecesOf: ArticlePieces,
): PageContent {
  const { words } = context
  const { title, questions, checkedOn } = article.versions[context.locale]
  const pieces = piecesOf(context, article)
  const answered = questionsAnswered(questions[0] ?? title, pieces)
  return {
    title,
    description: (answered[0]?.answer ?? title).replaceAll('\n', ' ').slice(0, DESCRIPTION_LENGTH),
    path: `/help/${article.id}`,
    template: 'pages/help-article',
    sheets: ['assets/help.css'],
    structured: faqPage(answered),
    view: {
      title,
      now: nowView(context, article),
      html: pieces.map(({ html }) => html).join('\n'),
      checked: words.say('article:checked', { date: words.day(checkedOn) }),
      others: otherArticles(context, article),
      voteHref: `${context.prefix}/help/${article.id}`,
    },
  }
}

/** What stands above the text: one sentence, and whatever is not well. */
function nowView(context: PageContext, { componentIds }: HelpArticle) {
  if (!componentIds.some((id) => context.place(id) !== undefined)) return null
  const { words } = context
  const standing = standingOf(context, componentIds)
  const rows = troubleRows(context, componentIds).slice(0, MOST_ROWS)
  return {
    state: gravestOf(rows.map((row) => row.state.state).concat(standing === 'works' ? 'operational' : [])),
    sentence: words.say(`article:now.${standing}`),
    rows,
    age: dataAge(context),
  }
}

/** How all that an article is about stands, as a mark beside its name; null where it is about nothing that can fail. */
export function articleMark(context: PageContext, { componentIds }: HelpArticle) {
  const states = componentIds.flatMap((id) => context.place(id)?.component.state ?? [])
  if (states.length === 0) return null
  const gravest = gravestOf(states)
  // "Works" must have been seen of all of them.
  return stateView(
    context.words,
    gravest === 'operational' && states.includes('unknown') ? 'unknown' : gravest,
  )
}

function otherArticles({ deps, locale, prefix }: PageContext, { id, topic }: HelpArticle) {
  return (deps.articles ?? [])
    .filter((one) => one.topic === topic && one.id !== id)
    .map((one) => ({ title: one.versions[locale].title, href: `${prefix}/help/${one.id}` }))
}
