import type { Assertion } from '../../domain/observation.ts'

/** Tests a latency against its budget, both ms; nothing to test without one. */
export function testLatency(seenMs: number, budgetMs: number | undefined): Assertion[] {
  if (budgetMs === undefined) return []
  const seen = `${Math.round(seenMs)} ms`
  return [{ what: 'latency', wanted: `at most ${budgetMs} ms`, seen, held: seenMs <= budgetMs }]
}
