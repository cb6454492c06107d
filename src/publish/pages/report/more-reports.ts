import { shortNames } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { reportHref } from './report-href.ts'

/** That more people than usual report something, where a page speaks of how it is. */
export interface MoreReportsView {
  readonly text: string
  readonly advice: string
  readonly href: string | null
}

const MOST_NAMED = 3

/** About these components, or any; null where nothing is out of the ordinary. */
export function moreReportsView(
  context: PageContext,
  componentIds?: readonly string[],
): MoreReportsView | null {
  const { words, snapshot } = context
  const heard = snapshot.moreReports
    .map(({ componentId }) => componentId)
    .filter((id) => componentIds?.includes(id) ?? true)
  const names = shortNames(context, heard)
  const [first] = heard
  if (first === undefined || names.length === 0) return null
  return {
    text: words.say('report:more.text', { names: words.list(names, MOST_NAMED) }),
    advice: words.say('report:more.advice'),
    href: reportHref(context, first),
  }
}
