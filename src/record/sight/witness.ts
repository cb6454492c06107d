import type { Observation } from '../../domain/observation.ts'
import { concernsOperators, type Outcome } from '../../domain/outcome.ts'
import { isFresh, remember, type ProbeMemory } from '../../judge/probe-memory.ts'
import { judgeProbe, type Judgement, type Verdict } from '../../judge/judge-probe.ts'
import { agree } from '../../judge/quorum.ts'
import type { KnownProbe } from '../wallet-map.ts'

/** One probe as seen from one place: what is remembered and what was judged of it. */
export interface Witness {
  readonly memory: ProbeMemory
  readonly judgement: Judgement
  /** The streak of refusals or faults that operators have been told of. */
  readonly concern: Outcome | undefined
}

/** All places that have looked with one probe. */
export type Places = ReadonlyMap<string, Witness>

/**
 * The witness after one more look; the same one where the look was known already. `previous` stands in for the
 * judgement of a first look, where something is known from before it.
 */
export function witness(
  before: Witness | undefined,
  observation: Observation,
  probe: KnownProbe,
  previous: Judgement | undefined = before?.judgement,
): Witness {
  const { yardstick } = probe
  const memory = remember(before?.memory, observation, yardstick)
  if (before !== undefined && memory === before.memory) return before
  const judgement = judgeProbe({ memory, previous, yardstick, now: observation.at })
  return { memory, judgement, concern: concernAfter(before?.concern, observation) }
}

/** The witness after time has passed: in the dark once what it saw is too old. */
export function lookAgain(before: Witness, probe: KnownProbe, now: number): Witness {
  const { memory, judgement: previous } = before
  const judgement = judgeProbe({ memory, previous, yardstick: probe.yardstick, now })
  return judgement === previous ? before : { ...before, judgement }
}

/** Whether a verdict stands that what was seen no longer supports. Asked of every probe at every tick, so it is cheap. */
export function hasGoneStale({ memory, judgement }: Witness, probe: KnownProbe, now: number): boolean {
  return judgement.standing.state !== 'unknown' && !isFresh(memory, now, probe.yardstick.freshMs)
}

/** What all places say together; undefined where none has looked. */
export function verdictOf(places: Places | undefined, probe: KnownProbe): Verdict | undefined {
  if (places === undefined || places.size === 0) return undefined
  const verdicts = [...places.values()].map(({ judgement }) => judgement.verdict)
  return agree(verdicts, probe.thresholds.quorum)
}

function concernAfter(before: Outcome | undefined, { outcome, blind }: Observation): Outcome | undefined {
  // Being throttled says nothing, so it does not end a streak either; that our network is down is told once for all.
  if (blind === true || outcome === 'throttled') return before
  return concernsOperators(outcome) ? outcome : undefined
}
