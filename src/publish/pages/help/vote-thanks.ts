import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** What a reader sees who said whether an article helped; whoever was not helped is sent on. */
export function voteThanksContent(context: PageContext, articleId: string, helped: boolean): PageContent {
  const { words, prefix } = context
  const key = helped ? 'yes' : 'no'
  return {
    title: words.say(`article:thanks.${key}.title`),
    description: words.say(`article:thanks.${key}.text`),
    path: `/help/${articleId}`,
    template: 'pages/help-thanks',
    hidden: true,
    view: {
      title: words.say(`article:thanks.${key}.title`),
      text: words.say(`article:thanks.${key}.text`),
      helped,
      backHref: `${prefix}/help/${articleId}`,
    },
  }
}
