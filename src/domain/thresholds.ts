/**
 * When a run of outcomes becomes a state. Counts are consecutive outcomes of one probe; rates are shares of the
 * outcomes within the window that speak of health (ok, slow, pending, tech_fail).
 */
export interface Thresholds {
  /** Length of the sliding window, ms. */
  readonly windowMs: number
  /** Rates are not judged on fewer samples than this. */
  readonly minSamples: number
  /** Consecutive slow or pending outcomes that make a component degraded. */
  readonly degradedAfter: number
  /** Below this success rate (0 to 1) a component is degraded … */
  readonly degradedBelow: number
  /** … below this one partly out … */
  readonly partialBelow: number
  /** … and below this one out. */
  readonly majorBelow: number
  /** Consecutive tech_fail outcomes that make a component a major outage, whatever the rate. */
  readonly majorAfter: number
  /** Recovery needs this many consecutive ok outcomes … */
  readonly recoverAfter: number
  /** … and this long since the first of them, ms. */
  readonly recoverForMs: number
  /** After this many changes between well and unwell within an hour a component stays degraded until it is quiet for an hour. */
  readonly flapsPerHour: number
  /** Share of places (0 to 1) that must agree that it is down; with one place, that one decides. */
  readonly quorum: number
}
