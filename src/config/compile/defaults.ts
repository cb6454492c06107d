import type { Thresholds } from '../../domain/thresholds.ts'

/** How often a probe looks that says neither `every` nor `cron`. */
export const DEFAULT_EVERY = '30s'

/** How long a look may take that sets no limit of its own. */
export const DEFAULT_TIMEOUT = '10s'

/** How soon a first failure is looked at again. */
export const DEFAULT_RECHECK = '5s'

/** When outcomes become a state, unless configuration says otherwise. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  windowMs: 15 * 60_000,
  minSamples: 5,
  degradedAfter: 3,
  degradedBelow: 0.95,
  partialBelow: 0.8,
  majorBelow: 0.2,
  majorAfter: 5,
  recoverAfter: 5,
  recoverForMs: 5 * 60_000,
  flapsPerHour: 3,
  quorum: 0.5,
}
