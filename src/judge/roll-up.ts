/*
 * Roll-up of parts by what users feel, not by the worst child. Parts carry weights, the share of users behind each.
 *
 *   every known part out                                   → major outage
 *   any part out, or half the users' parts partly out      → partial outage
 *   any part partly out, or half the users' parts degraded → degraded
 *   every known part under maintenance                     → maintenance
 *   parts with half the users unseen                       → unknown
 *   otherwise                                              → operational: one slow bank of twenty is not the channel's
 *
 * Parts under maintenance are planned and stand aside; so do unseen ones, but a channel with half its users or more unseen
 * is never called out as a whole, nor green.
 */
import type { Reason } from '../domain/change.ts'
import type { Component } from '../domain/component.ts'
import { SEVERITY, type State } from '../domain/state.ts'

export interface PartState {
  readonly component: Pick<Component, 'id' | 'weight'>
  readonly state: State
  /** Since when, epoch ms. */
  readonly at: number
}

export interface RollUp {
  readonly state: State
  /** When the parts that decided came to it, epoch ms. */
  readonly at: number
  readonly reason: Reason
}

const HALF = 0.5

/** What the parts make of the whole; undefined where there are none. */
export function rollUp(parts: readonly PartState[]): RollUp | undefined {
  if (parts.length === 0) return undefined
  const seen = parts.filter(({ state }) => state !== 'unknown')
  const working = seen.filter(({ state }) => state !== 'maintenance')
  const mostlySeen = weigh(seen) > HALF * weigh(parts)
  const out = atLeast(working, 3)
  if (out.length > 0) {
    const all = out.length === working.length && mostlySeen
    return decided(all ? 'major_outage' : 'partial_outage', out, working)
  }
  const partly = atLeast(working, 2)
  if (partly.length > 0)
    return decided(isHalf(partly, working) ? 'partial_outage' : 'degraded', partly, working)
  const slow = atLeast(working, 1)
  if (slow.length > 0 && isHalf(slow, working)) return decided('degraded', slow, working)
  if (!mostlySeen) return { state: 'unknown', at: lastAt(parts), reason: { code: 'no_verdict' } }
  if (working.length === 0) {
    return { state: 'maintenance', at: lastAt(parts), reason: { code: 'maintenance_started' } }
  }
  return { state: 'operational', at: lastAt(parts), reason: { code: 'recovered' } }
}

function decided(state: State, deciding: readonly PartState[], working: readonly PartState[]): RollUp {
  const heaviest = deciding.toSorted(
    (a, b) => b.component.weight - a.component.weight || compare(a.component.id, b.component.id),
  )[0]
  const share = Math.round((weigh(deciding) / weigh(working)) * 1_000) / 1_000
  const sample = { parts: deciding.length, share }
  const at = lastAt(deciding)
  if (state === 'major_outage') return { state, at, reason: { code: 'all_parts_down', sample } }
  return {
    state,
    at,
    reason: { code: 'part_impaired', ...(heaviest && { componentId: heaviest.component.id }), sample },
  }
}

function atLeast(parts: readonly PartState[], severity: number): readonly PartState[] {
  return parts.filter(({ state }) => SEVERITY[state] >= severity)
}

function isHalf(some: readonly PartState[], all: readonly PartState[]): boolean {
  return weigh(some) >= HALF * weigh(all)
}

function weigh(parts: readonly PartState[]): number {
  return parts.reduce((sum, { component }) => sum + component.weight, 0)
}

function lastAt(parts: readonly PartState[]): number {
  return Math.max(...parts.map(({ at }) => at))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
