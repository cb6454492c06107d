import { isBack, isOver } from '../../../domain/phases.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import { drawQr } from '../../drawings/qr.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** A card can be shown at a till while people who pay there may be charged without its being seen. */
export function needsTillCard({ deps }: PageContext, incident: PublicIncident): boolean {
  if (!incident.money || isBack(incident) || isOver(incident)) return false
  const paying = deps.wallet.components.filter(({ task }) => task === 'pay').map(({ id }) => id)
  // Top-ups that fail do not stop anybody from paying: a card that says so would be untrue.
  return paying.length === 0 || incident.components.some(({ componentId }) => paying.includes(componentId))
}

/**
 * "Show this to the cashier": both languages on one card, since whoever shows it and whoever reads it need not share
 * one. `others` are the contexts of every language, the page's own first.
 */
export function tillCardContent(
  context: PageContext,
  incident: PublicIncident,
  others: readonly PageContext[],
): PageContent {
  const { words, deps, prefix } = context
  const path = `/incidents/${incident.id}`
  return {
    title: words.say('share:card.title'),
    description: words.say('share:card.description'),
    path: `${path}/card`,
    template: 'pages/till-card',
    sheets: ['assets/card.css'],
    view: {
      holds: needsTillCard(context, incident),
      texts: others.map((one) => cardText(one, incident)),
      qr: drawQr(`${deps.wallet.page.publicUrl}${prefix}${path}`),
      address: `${deps.wallet.page.publicUrl}${prefix}${path}`,
      back: `${prefix}${path}`,
    },
  }
}

function cardText({ words, deps, locale, now }: PageContext, incident: PublicIncident) {
  const wallet = plainText(words, deps.wallet.page.walletName)
  return {
    lang: locale,
    unstable: words.say('share:card.unstable', { wallet }),
    what: plainText(words, incident.title),
    charged: words.say('share:card.charged'),
    otherWay: words.say('share:card.otherWay'),
    at: words.say('share:card.at', { time: words.dateClock(now, now).text, zone: words.zoneName }),
  }
}
