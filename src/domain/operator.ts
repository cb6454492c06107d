import type { Locale } from './locale.ts'
import type { QuietHours } from './subscriber.ts'
import { TRANSPORT_KINDS, type TransportKind } from './transport.ts'

/** What operators are told: somebody lost a wallet, somebody wrote to us, many report the same trouble. */
export const OPERATOR_KINDS = ['loss', 'feedback', 'reports'] as const

export type OperatorKind = (typeof OPERATOR_KINDS)[number]

/** Ways to reach operators: all but a browser, which has to ask for itself. */
export const OPERATOR_TRANSPORTS = TRANSPORT_KINDS.filter(
  (kind): kind is Exclude<TransportKind, 'web_push'> => kind !== 'web_push',
)

/** Somebody who runs the wallet, as configuration names them, and what they are told. */
export interface Operator {
  readonly transport: (typeof OPERATOR_TRANSPORTS)[number]
  readonly address: string
  /** What a robot demands to be signed with, or a webhook is verified with. */
  readonly secret?: string
  readonly locale: Locale
  readonly kinds: readonly OperatorKind[]
  /** A lost wallet is told all the same. */
  readonly quiet?: QuietHours
}
