import type { Locale } from '../../../domain/locale.ts'
import type { Subscriber } from '../../../domain/subscriber.ts'

/** The form of a subscription as it was filled in: shown again as it was where something is wrong with it. */
export interface TypedSubscription {
  /** `everything`, `chosen`, or `incident:ID` for that one alone. */
  readonly scope: string
  /** What was chosen: `maintenance`, `announcements`, `group:ID`, `component:ID`. */
  readonly topics: readonly string[]
  readonly transport: string
  /** Fields of the transports by name: `address` of whichever was chosen, or `dingtalk.secret` of one. */
  readonly fields: Readonly<Record<string, string>>
  readonly locale: string
  /** A Detail, or `once`. */
  readonly detail: string
  readonly quiet: boolean
  /** `HH:MM` */
  readonly quietFrom: string
  readonly quietTo: string
}

/** Nobody is asked to choose: this is what most people want. */
export function untouched(locale: Locale): TypedSubscription {
  return {
    scope: 'everything',
    topics: [],
    transport: '',
    fields: {},
    locale,
    detail: 'every_update',
    quiet: false,
    quietFrom: '22:00',
    quietTo: '08:00',
  }
}

/** The form as a subscriber would have filled it in. */
export function typedBy(subscriber: Subscriber): TypedSubscription {
  const { topics, locale, detail, once, quiet } = subscriber
  const names = topics.map(({ kind, id }) => (id === '' ? kind : `${kind}:${id}`))
  const [first = '', ...more] = names
  const isOne = more.length === 0 && (first === 'everything' || first.startsWith('incident:'))
  return {
    ...untouched(locale),
    scope: isOne ? first : 'chosen',
    topics: isOne ? [] : names,
    detail: once ? 'once' : detail,
    quiet: quiet !== undefined,
    ...(quiet && { quietFrom: clockOf(quiet.from), quietTo: clockOf(quiet.to) }),
  }
}

/** `HH:MM` of minutes after midnight. */
export function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
