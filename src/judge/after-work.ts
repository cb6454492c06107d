/*
 * When planned work ends, what failed during it is not held against a target whose newest look was ok: it is well, and
 * the sheet is clean. Whatever still fails goes on being judged as it was.
 */
import type { Judgement } from './judge-probe.ts'
import type { ProbeMemory } from './probe-memory.ts'

/** The judgement with which a probe leaves planned work; the same one where there is nothing to forgive. */
export function afterWork(memory: ProbeMemory, judgement: Judgement): Judgement {
  const { sinceAt, count } = memory.ok
  if (count === 0 || judgement.verdict.state === 'operational') return judgement
  const well = { state: 'operational', at: sinceAt, reason: { code: 'maintenance_ended' } } as const
  return {
    standing: { ...well, ailing: false, countFromAt: sinceAt },
    flapping: { well: true, turns: [], damped: false },
    verdict: { ...well, unconfirmed: false },
  }
}
