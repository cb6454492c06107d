import { ARTICLE_TOPICS, type HelpArticle } from '../../../domain/help-article.ts'
import { LONGEST_QUESTION } from '../../../help/search/search.ts'
import { dataAge } from '../data-age.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { stateView, type StateView } from '../components/state-view.ts'
import { articleMark } from './article.ts'
import type { FoundRow } from './help-search.ts'

/** What somebody looked for, and what was found. */
export interface Looked {
  readonly typed: string
  readonly rows: readonly FoundRow[]
}

/** Where help begins: what one wants to do, then every answer by topic; or what was found for a question. */
export function helpContent(context: PageContext, looked?: Looked): PageContent {
  const { words } = context
  return {
    title: words.say('article:title'),
    description: words.say('article:description'),
    path: '/help',
    template: 'pages/help',
    sheets: ['assets/help.css'],
    hidden: looked !== undefined,
    view: {
      looked: looked === undefined ? null : { ...looked, count: words.count(looked.rows.length) },
      typed: looked?.typed ?? '',
      longest: LONGEST_QUESTION,
      tasks: taskRows(context),
      topics: topicViews(context),
      age: dataAge(context),
    },
  }
}

interface TaskRow {
  readonly label: string
  readonly href: string
  readonly state: StateView | null
}

/** In the order of their urgency: what cannot wait, what does not work, whom to ask, what to say. */
function taskRows(context: PageContext): TaskRow[] {
  const { words, snapshot, prefix } = context
  const stateOf = (task: string): StateView | null => {
    const found = snapshot.tasks.find((one) => one.task === task)
    return found === undefined ? null : stateView(words, found.state)
  }
  const row = (name: string, path: string, state: StateView | null = null): TaskRow => ({
    label: words.say(`article:task.${name}`),
    href: prefix + path,
    state,
  })
  return [
    row('lost', '/emergency'),
    row('outage', '/help/outage'),
    row('top_up', '/help/top-up', stateOf('top_up')),
    row('call', '/hotline', stateOf('call')),
    row('verify', '/verify'),
    row('report', '/report'),
    row('feedback', '/feedback'),
  ]
}

function topicViews(context: PageContext) {
  const { deps, words } = context
  const articles = deps.articles ?? []
  return ARTICLE_TOPICS.flatMap((topic) => {
    const filed = articles.filter((one) => one.topic === topic).toSorted((a, b) => a.order - b.order)
    if (filed.length === 0) return []
    const rows = filed.map((article) => articleRow(context, article))
    return { id: topic, label: words.say(`article:topic.${topic}`), rows }
  })
}

function articleRow(context: PageContext, article: HelpArticle): TaskRow {
  return {
    label: article.versions[context.locale].title,
    href: `${context.prefix}/help/${article.id}`,
    state: articleMark(context, article),
  }
}
