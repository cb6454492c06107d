import type { LocalText } from './locale.ts'

/** A way to reach a person: ours, or a public body's. Every number carries who says so and when it was last checked. */
export interface Contact {
  readonly id: string
  readonly kind: 'hotline' | 'chat' | 'form' | 'public_body' | 'carrier'
  readonly name: LocalText
  /** As dialled or typed: a phone number or an address. */
  readonly reach: string
  readonly scope: LocalText
  /** What they never do or ask for: for telling impostors. */
  readonly never?: LocalText
  /** Opening hours in the page's zone; empty means around the clock. */
  readonly hours: readonly OpeningHours[]
  /** Where the number comes from. */
  readonly source: LocalText
  /** When somebody last checked it, `YYYY-MM-DD`. */
  readonly checkedOn: string
  /** The component that tells whether it works right now. */
  readonly componentId?: string
}

/** Open on these weekdays (1 Monday to 7 Sunday) from `from` to `to`, local wall time `HH:MM`; `to` may lie past midnight. */
export interface OpeningHours {
  readonly weekdays: readonly number[]
  readonly from: string
  readonly to: string
}

/** A rung of the emergency ladder: what to do, in order, when a wallet is lost or robbed. */
export interface EmergencyStep {
  readonly title: LocalText
  readonly body: LocalText
  readonly contactIds: readonly string[]
  readonly componentId?: string
}
