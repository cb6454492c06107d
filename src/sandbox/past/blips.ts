import type { Component } from '../../domain/component.ts'
import { between, randomOf, type Random } from './random.ts'
import { reasonFor, type Showed, type Spell } from './spell.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Blips leave the last hours alone, so that a demonstration begins in peace. */
const CALM_BEFORE_NOW_MS = 10 * HOUR_MS

const SHORTEST_MS = 50_000
const LONGEST_MS = 4 * 60_000

/** How many there are of a component in 90 days, at most. What depends on a bank has more of them than what is ours alone. */
const MOST = { function: 2, channel: 3, bank: 3 } as const satisfies Record<Component['kind'], number>

/** How many of them were failures rather than slowness. */
const FAILING_SHARE = 0.15

/**
 * The small unexplained troubles that every real service has: a few minutes, over before anybody wrote about them.
 * Parts and functions have them; what has parts gets its own from those. Seeded by component.
 */
export function blipsOf(
  components: readonly Component[],
  { seed, fromAt, toAt }: { readonly seed: number; readonly fromAt: number; readonly toAt: number },
): Spell[] {
  const wholes = new Set(components.map(({ parentId }) => parentId))
  return components
    .filter(({ id, lifeline }) => !wholes.has(id) && !lifeline)
    .flatMap((component) => {
      const random = randomOf(seed, `blips of ${component.id}`)
      const count = Math.floor(between(random, 0, MOST[component.kind] + 0.999))
      return Array.from({ length: count }, () => blip(component.id, random, { fromAt, toAt }))
    })
}

function blip(
  componentId: string,
  random: Random,
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
): Spell {
  const at = wholeSecond(between(random, fromAt + DAY_MS, toAt - CALM_BEFORE_NOW_MS))
  const lengthMs = wholeSecond(between(random, SHORTEST_MS, LONGEST_MS))
  const failing = random() < FAILING_SHARE
  const showed: Showed = failing
    ? { sign: 'failing', share: 0.3, slower: 1 }
    : { sign: 'slow', share: 0.6, slower: between(random, 5, 9) }
  const state = failing ? 'partial_outage' : 'degraded'
  return { componentId, fromAt: at, toAt: at + lengthMs, state, reason: reasonFor(showed, state, 30), showed }
}

function wholeSecond(ms: number): number {
  return Math.round(ms / 1_000) * 1_000
}
