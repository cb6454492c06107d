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
  /** Hours of public holidays, none at all for closed; absent where they follow from `hours`, as src/help/hotline/opening-hours.ts says. */
  readonly holidayHours?: readonly Shift[]
  /** Days that are unlike all others: a typhoon, a move. The first that names a day wins over everything else. */
  readonly exceptions?: readonly HoursException[]
  /** Where the number comes from. */
  readonly source: LocalText
  /** When somebody last checked it, `YYYY-MM-DD`. */
  readonly checkedOn: string
  /** Who checked it: a department, never a person's name. */
  readonly checkedBy?: LocalText
  /** When it is to be checked again, `YYYY-MM-DD`; from then on pages say that it is being checked. */
  readonly checkAgainOn?: string
  /** What a call costs, as its caller pays it. */
  readonly cost?: LocalText
  /** The languages that are spoken there. */
  readonly languages?: LocalText
  /** How older people reach a person at once. */
  readonly seniors?: LocalText
  /** The number from abroad, in full: `+86 …`. */
  readonly fromAbroad?: string
  /** What to press for what, in the order it is said. */
  readonly menu?: readonly MenuKeys[]
  /** Where else this wallet shows the same number, so that a reader can compare. */
  readonly shownAt?: readonly ShownAt[]
  /** The component that tells whether it works right now. */
  readonly componentId?: string
}

/** From `from` to `to`, local wall time `HH:MM`; `to` may lie past midnight. */
export interface Shift {
  readonly from: string
  readonly to: string
}

/** Open on these weekdays (1 Monday to 7 Sunday). */
export interface OpeningHours extends Shift {
  readonly weekdays: readonly number[]
}

/** Other hours on the days from `from` to `to`, both `YYYY-MM-DD` and both included; no hours mean closed. */
interface HoursException {
  readonly from: string
  readonly to: string
  readonly hours: readonly Shift[]
  /** What readers are told of it. */
  readonly why: LocalText
}

/** The keys to press one after the other, as `1` or `2-3`, and what they lead to. */
interface MenuKeys {
  readonly keys: string
  readonly leadsTo: LocalText
}

/** The places where a wallet names its own number. */
export const SHOWN_PLACES = ['website', 'app', 'terms', 'social'] as const

interface ShownAt {
  readonly place: (typeof SHOWN_PLACES)[number]
  /** Where in it, as a reader finds it. */
  readonly where: LocalText
}

export const STEP_KINDS = ['freeze', 'hotline', 'sim', 'banks', 'police', 'password', 'record'] as const

type StepKind = (typeof STEP_KINDS)[number]

/** A rung of the emergency ladder: what to do, in order, when a wallet is lost or robbed. */
export interface EmergencyStep {
  /** What it is about, so that /help/lost can tell more of it. */
  readonly kind?: StepKind
  readonly title: LocalText
  readonly body: LocalText
  readonly contactIds: readonly string[]
  readonly componentId?: string
  /** Where it is done, a page of the wallet's. */
  readonly url?: string
}
