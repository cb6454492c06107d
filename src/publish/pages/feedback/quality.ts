import type { Disclosure, Figures } from '../../readers/read-disclosure.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { categoryName } from './category-name.ts'

/** How well we serve, in numbers: of complaints what the rules ask for by 31 January of the year after. */
export function qualityContent(
  context: PageContext,
  disclosure: Disclosure,
  years: readonly number[],
): PageContent {
  const { words, deps, prefix } = context
  const { year, all, kinds, categories, share } = disclosure
  const column = (figures: Figures) => figureView(context, figures)
  return {
    title: words.say('feedback:quality.title', { year }),
    description: words.say('feedback:quality.lead'),
    path: `/quality?year=${year}`,
    template: 'pages/quality',
    sheets: ['assets/feedback.css'],
    view: {
      year,
      demo: deps.wallet.page.demo,
      years: years
        .filter((one) => one !== year)
        .map((one) => ({ href: `${prefix}/quality?year=${one}`, label: String(one) })),
      any: all.received > 0,
      running: year === Number(words.dayKey(context.now).slice(0, 4)),
      all: column(all),
      kinds: kinds.map((one) => ({ name: words.say(`feedback:kind.${one.kind}`), ...column(one) })),
      categories: categories.map((one) => ({
        name: categoryName(context, one.category),
        kind: words.say(`feedback:kindShort.${one.kind}`),
        ...column(one),
      })),
      share:
        share === undefined
          ? words.say('feedback:quality.noShare')
          : words.say('feedback:quality.share', {
              points: basisPoints(share.ratio),
              transactions: words.count(share.transactions),
            }),
      csvHref: `${prefix}/quality/complaints.csv?year=${year}`,
    },
  }
}

/** Ten-thousandths with three digits, as such disclosures have them. */
function basisPoints(ratio: number): string {
  return (ratio * 10_000).toFixed(3)
}

function figureView({ words }: PageContext, figures: Figures) {
  const { received, handled, withdrawn, satisfaction, rated } = figures
  const share = (count: number) => (handled === 0 ? '–' : words.percent(count / handled))
  return {
    received: words.count(received),
    handled: received === 0 ? '–' : words.percent(handled / received),
    withdrawn: words.count(withdrawn),
    within1: share(figures.within1),
    within3: share(figures.within3),
    within7: share(figures.within7),
    over7: share(figures.over7),
    satisfaction:
      satisfaction === undefined
        ? words.say('feedback:quality.notRated')
        : words.say('feedback:quality.rated', { mean: satisfaction.toFixed(1), count: rated }),
  }
}
