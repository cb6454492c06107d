import type { Explanation, Observation } from '../../src/domain/observation.ts'

/** 2026-03-02 00:00 in Shanghai, a Monday; the tests' first instant. */
export const MIDNIGHT = Date.UTC(2026, 2, 1, 16)

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** One look at a probe that went well, unless said otherwise. */
export function look(different: Partial<Observation> = {}): Observation {
  return { probeId: 'pay', place: 'here', at: MIDNIGHT, outcome: 'ok', latencyMs: 120, ...different }
}

/** Looks at one probe, evenly over a stretch of time. */
export function looks(
  { fromAt, toAt, everyMs }: { fromAt: number; toAt: number; everyMs: number },
  different: Partial<Observation> = {},
): Observation[] {
  return Array.from({ length: Math.ceil((toAt - fromAt) / everyMs) }, (_, index) =>
    look({ ...different, at: fromAt + index * everyMs }),
  )
}

export function saying(summary: string): Explanation {
  return {
    summary,
    steps: [
      {
        name: 'request',
        outcome: 'ok',
        latencyMs: 12.5,
        phases: { dns: 1 },
        assertions: [{ what: '状态', wanted: '200', seen: `"${summary}"`, held: false }],
      },
    ],
  }
}
