import type { PageContent } from '../frame.ts'
import { waitingHotlines, type Waits } from '../hotline/waiting-hotlines.ts'
import { dataAge } from '../data-age.ts'
import type { PageContext } from '../page-context.ts'
import { shareView } from '../share/share-view.ts'
import { topUpLines } from '../share/top-up-lines.ts'
import { chargedView } from './charged-view.ts'
import { crossView, matrixView } from './matrix-view.ts'
import { classViews, notOfferedViews, termsViews } from './terms-view.ts'
import type { Figures } from './top-up-facts.ts'
import { formView, NOTHING_TYPED } from './top-up-form.ts'

/** Everything about topping up that is the same for everybody: how each way is, what it takes and what it costs. */
export function topUpContent(context: PageContext, figures: Figures, waits: Waits): PageContent {
  const { words } = context
  const terms = Map.groupBy(termsViews(context, figures), ({ channelId }) => channelId)
  return {
    title: words.say('topup:title'),
    description: words.say('topup:description'),
    path: '/help/top-up',
    template: 'pages/top-up',
    form: true,
    sheets: ['assets/top-up.css', 'assets/share.css'],
    view: {
      form: formView(context, { typed: NOTHING_TYPED, question: {}, problems: [] }),
      cross: crossView(context),
      channels: matrixView(context, figures).channels.map((channel) => ({
        ...channel,
        terms: terms.get(channel.id) ?? [],
      })),
      notOffered: notOfferedViews(context),
      classes: classViews(context),
      charged: chargedView(context, undefined, {}),
      hotlines: waitingHotlines(context, waits),
      share: shareView(context, { lines: topUpLines(context), path: '/help/top-up' }),
      age: dataAge(context),
    },
  }
}
