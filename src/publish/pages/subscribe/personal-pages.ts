import type { Locale } from '../../../domain/locale.ts'
import type { Subscriber } from '../../../domain/subscriber.ts'
import type { TransportKind } from '../../../domain/transport.ts'
import type { RenderedPage } from '../../page.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import type { MakeNow } from '../make-now.ts'
import type { PageContext } from '../page-context.ts'
import type { TypedProblem } from './problem-views.ts'
import { stepContent } from './step.ts'
import { subscribeContent } from './subscribe.ts'
import { incidentAsked } from './subscribe-query.ts'
import { subscriptionContent, type SubscriptionPage } from './subscription.ts'
import type { TypedSubscription } from './typed-subscription.ts'
import { wishesInWords } from './wishes-in-words.ts'

/** Pages for one reader alone: made when asked for, of how things are now, and kept nowhere. */
export interface PersonalPages {
  /** The form as it was filled in, with what is wrong with it. */
  subscribeAgain(
    locale: Locale,
    typed: TypedSubscription,
    problems: readonly TypedProblem[],
  ): Promise<RenderedPage>
  /** Where to look for the letter that asks for a yes; with a token, that it works, or had worked `already`. */
  asked(
    locale: Locale,
    asked: { readonly transport: TransportKind; readonly manage?: string; readonly already?: true },
  ): Promise<RenderedPage>
  /** What would be subscribed, and the button that says yes. */
  confirm(locale: Locale, token: string, subscriber: Subscriber): Promise<RenderedPage>
  confirmed(
    locale: Locale,
    said: { readonly kind: 'confirmed' | 'already' | 'works_again'; readonly manage?: string },
  ): Promise<RenderedPage>
  /** For links that are worth nothing, whatever the reason. */
  worthless(locale: Locale): Promise<RenderedPage>
  subscription(locale: Locale, page: SubscriptionPage): Promise<RenderedPage>
  /** The button that ends a subscription. */
  leave(locale: Locale, token: string): Promise<RenderedPage>
  left(locale: Locale): Promise<RenderedPage>
}

export function createPersonalPages(make: MakeNow, newest: () => Promise<Snapshot>): PersonalPages {
  /** Anybody may ask for it without end, so it is made once for each state of things. */
  const kept = new Map<Locale, { readonly of: Snapshot; readonly page: Promise<RenderedPage> }>()
  const worthless = async (locale: Locale): Promise<RenderedPage> => {
    const of = await newest()
    const known = kept.get(locale)
    if (known?.of === of) return known.page
    const page = make(locale, (context) =>
      stepContent(context, {
        name: 'worthless',
        path: '/subscribe',
        status: 404,
        links: [subscribeLink(context)],
      }),
    )
    kept.set(locale, { of, page })
    return page
  }

  return {
    subscribeAgain: (locale, typed, problems) =>
      make(locale, async (context) => {
        const incident = await incidentAsked(context, typed.scope)
        return subscribeContent(context, { typed, problems, ...(incident && { incident }) })
      }),
    asked: (locale, { transport, manage, already }) =>
      make(locale, (context) => {
        if (manage === undefined)
          return stepContent(context, { name: `asked_${placeOf(transport)}`, path: '/subscribe' })
        const links = [manageLink(context, manage)]
        const name = already ? 'told_anyway' : 'welcome'
        return stepContent(context, { name, path: '/subscribe', links })
      }),
    confirm: (locale, token, subscriber) =>
      make(locale, (context) =>
        stepContent(context, {
          name: 'confirm',
          path: `/subscribe/confirm/${token}`,
          facts: wishesInWords(context, subscriber),
          action: `${context.prefix}/subscribe/confirm/${token}`,
        }),
      ),
    confirmed: (locale, { kind, manage }) =>
      make(locale, (context) =>
        stepContent(context, {
          name: kind,
          path: '/subscribe',
          links: manage === undefined ? [] : [manageLink(context, manage)],
        }),
      ),
    worthless,
    subscription: (locale, page) => make(locale, (context) => subscriptionContent(context, page)),
    leave: (locale, token) =>
      make(locale, (context) =>
        stepContent(context, {
          name: 'leave',
          path: `/subscriptions/${token}/unsubscribe`,
          action: `${context.prefix}/subscriptions/${token}/unsubscribe`,
          links: [manageLink(context, token)],
        }),
      ),
    left: (locale) =>
      make(locale, (context) =>
        stepContent(context, { name: 'left', path: '/subscribe', links: [subscribeLink(context)] }),
      ),
  }
}

function subscribeLink({ prefix, words }: PageContext) {
  return { href: `${prefix}/subscribe`, label: words.say('subscribe:askAgain') }
}

function manageLink({ prefix, words }: PageContext, token: string) {
  return { href: `${prefix}/subscriptions/${token}`, label: words.say('subscribe:toManage') }
}

/** Where the letter that asks for a yes can be found. */
function placeOf(transport: TransportKind): 'mailbox' | 'phone' | 'receiver' | 'room' {
  if (transport === 'email') return 'mailbox'
  if (transport === 'sms') return 'phone'
  return transport === 'webhook' ? 'receiver' : 'room'
}
