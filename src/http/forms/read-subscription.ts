import type { Locale } from '../../domain/locale.ts'
import type { TypedSubscription } from '../../publish/pages/subscribe/typed-subscription.ts'
import { untouched } from '../../publish/pages/subscribe/typed-subscription.ts'
import type { AskInput } from '../../record/subscribers/ask-to-subscribe.ts'
import type { WishesInput } from '../../record/subscribers/read-wishes.ts'
import { formOf } from './forms.ts'

/** What is no field of any transport. */
const OWN = ['scope', 'topic', 'transport', 'locale', 'detail', 'quiet', 'quiet_from', 'quiet_to', 'replaces']

/** A submitted form; what was not sent is as nobody had touched it. A short form may leave out most of it. */
export function readSubscription(body: unknown, locale: Locale): TypedSubscription {
  const form = formOf(body)
  const plain = untouched(locale)
  return {
    scope: form.get('scope') ?? plain.scope,
    topics: form.getAll('topic'),
    transport: form.get('transport') ?? plain.transport,
    fields: Object.fromEntries([...form].filter(([name]) => !OWN.includes(name))),
    locale: form.get('locale') ?? plain.locale,
    detail: form.get('detail') ?? plain.detail,
    quiet: form.has('quiet'),
    quietFrom: form.get('quiet_from') ?? plain.quietFrom,
    quietTo: form.get('quiet_to') ?? plain.quietTo,
  }
}

/** The old address of a browser that has a new one. */
export function replacedBy(body: unknown): string | undefined {
  return formOf(body).get('replaces') ?? undefined
}

export function wishesOf({ scope, topics, ...typed }: TypedSubscription): WishesInput {
  const once = typed.detail === 'once'
  return {
    locale: typed.locale,
    topics: scope === 'chosen' ? topics : [scope],
    detail: once ? 'every_update' : typed.detail,
    once,
    ...(typed.quiet && { quiet: { from: typed.quietFrom, to: typed.quietTo } }),
  }
}

/** The fields of the chosen transport alone, under the names that it knows. */
export function recipientOf({ transport, fields }: TypedSubscription): Pick<AskInput, 'transport' | 'given'> {
  const own = `${transport}.`
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    if (name.startsWith(own)) return [[name.slice(own.length), value]]
    return name.includes('.') ? [] : [[name, value]]
  })
  return { transport, given: Object.fromEntries(given) }
}
