/*
 * Quorum of places. A state counts once the demanded share of the places that can see agree that it is at least that
 * grave; a place in the dark has no vote. With one place, that one decides. The order of the places does not matter.
 */
import type { Verdict } from './judge-probe.ts'
import { RANK } from './rank.ts'

/** The one verdict that the places come to; `verdicts` must not be empty. */
export function agree(verdicts: readonly Verdict[], quorum: number): Verdict {
  const [only, second] = verdicts
  if (only === undefined) throw new Error('No place has a verdict to agree on.')
  if (second === undefined) return only
  const unconfirmed = verdicts.some((verdict) => verdict.unconfirmed)
  const seeing = verdicts.filter((verdict) => verdict.state !== 'unknown').toSorted(graverThenEarlier)
  const needed = Math.max(1, Math.ceil(quorum * seeing.length))
  const deciding = seeing[needed - 1]
  if (deciding === undefined) return { ...latest(verdicts), unconfirmed }
  // They agreed when the last of them came to see it.
  const at = Math.max(...seeing.slice(0, needed).map((verdict) => verdict.at))
  return { ...deciding, at, unconfirmed }
}

function graverThenEarlier(a: Verdict, b: Verdict): number {
  return RANK[b.state] - RANK[a.state] || a.at - b.at || a.reason.code.localeCompare(b.reason.code)
}

function latest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((newest, verdict) =>
    verdict.at > newest.at || (verdict.at === newest.at && verdict.reason.code < newest.reason.code)
      ? verdict
      : newest,
  )
}
