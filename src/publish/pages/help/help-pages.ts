import type { HelpArticle } from '../../../domain/help-article.ts'
import type { Locale } from '../../../domain/locale.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { LONGEST_QUESTION } from '../../../help/search/search.ts'
import type { RenderedPage } from '../../page.ts'
import type { MakeNow } from '../make-now.ts'
import { helpContent } from './help.ts'
import { createFindHelp } from './help-search.ts'
import { voteThanksContent } from './vote-thanks.ts'

/** Help that answers something one reader did; kept nowhere. */
export interface HelpPages {
  /** Of every article. */
  readonly ids: readonly string[]
  /** What was found for a question that somebody typed. */
  found(locale: Locale, typed: string): Promise<RenderedPage>
  /** After somebody said whether an article helped. */
  thanks(locale: Locale, articleId: string, helped: boolean): Promise<RenderedPage>
}

export function createHelpPages(
  makeNow: MakeNow,
  {
    articles,
    symptoms,
  }: { readonly articles: readonly HelpArticle[]; readonly symptoms: readonly Symptom[] },
): HelpPages {
  const find = createFindHelp(articles, symptoms)
  return {
    ids: articles.map(({ id }) => id),
    found: (locale, typed) => {
      const asked = typed.trim().slice(0, LONGEST_QUESTION)
      return makeNow(locale, (context) => helpContent(context, { typed: asked, rows: find(context, asked) }))
    },
    thanks: (locale, articleId, helped) =>
      makeNow(locale, (context) => voteThanksContent(context, articleId, helped)),
  }
}
