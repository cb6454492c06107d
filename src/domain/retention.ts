/** How long details are kept, as configuration declares it, ms. */
export interface Retention {
  readonly rawMs: number
  readonly explanationsMs: number
  readonly lossesMs: number
  readonly deliveriesMs: number
  readonly callsMs: number
  readonly reportsMs: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What is the same everywhere. An address that nobody has confirmed by then is forgotten. */
export const CONFIRM_WITHIN_MS = 48 * HOUR_MS

/** Whoever follows one incident alone is kept after its end: a word may follow, such as how money was matched; later none does. */
export const AFTER_INCIDENT_MS = 30 * DAY_MS

/** How often an address was asked for matters for so long. */
export const ASKINGS_KEPT_MS = DAY_MS

/** Whoever reported may do so again after this at the earliest; many phones may stand behind one address. */
export const REPORTER_KEPT_MS = HOUR_MS

/** A year and a month. */
export const VOTES_KEPT_MS = 400 * DAY_MS

/** Loss notices at a time: bounds the disk to some 60 MB at worst. */
export const MOST_LOSSES = 20_000
