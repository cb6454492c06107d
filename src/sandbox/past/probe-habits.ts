import type { Probe } from '../../domain/probe.ts'
import { between, randomOf } from './random.ts'

/** A probe as far as its past goes: its kind tells what it can measure, where it is known. */
export interface PastProbe extends Probe {
  readonly kind?: string
}

/** How long a probe usually waits, ms. */
export interface Habits {
  readonly probe: PastProbe
  /** Undefined where nothing is timed. */
  readonly latencyMs?: number
  /** Only of those that buy something and wait for it. */
  readonly creditMs?: number
}

/** As a monitor near the wallet's own rooms would see it. */
const QUICKEST_MS = 35
const SLOWEST_MS = 110
/** The pretend wallet's own time to credit. */
const CREDIT_FROM_MS = 1_450
const CREDIT_TO_MS = 1_650
/** A flow asks several times and waits for the money. */
const FLOW_REQUESTS = 3

/** Every probe has a pace of its own, the same in every demonstration. */
export function habitsOf(probe: PastProbe, seed: number): Habits {
  if (probe.kind === 'heartbeat') return { probe }
  const random = randomOf(seed, `pace of ${probe.id}`)
  const latencyMs = between(random, QUICKEST_MS, SLOWEST_MS)
  if (probe.kind !== 'flow') return { probe, latencyMs }
  const creditMs = between(random, CREDIT_FROM_MS, CREDIT_TO_MS)
  return { probe, creditMs, latencyMs: creditMs + FLOW_REQUESTS * latencyMs }
}

/** How much slower than at night it is at this hour of the day (0 up to 24): busy at lunch and in the evening. */
export function rhythm(hour: number): number {
  return 1 + 0.3 * hump(hour, 12.3, 1.3) + 0.4 * hump(hour, 19.8, 2.2) + 0.12 * hump(hour, 9.3, 1.5)
}

function hump(hour: number, middle: number, width: number): number {
  return Math.exp(-(((hour - middle) / width) ** 2))
}
