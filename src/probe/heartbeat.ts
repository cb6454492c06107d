import { Type, type StaticDecode } from 'typebox'

import { duration } from '../lib/duration.ts'
import { secret } from '../lib/secret.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'

const options = Type.Object(
  {
    period: duration('How often the job reports.'),
    grace: Type.Optional(duration('How much later a report may come; none unless said.')),
    token: secret('What the job proves itself with: Authorization: Bearer <token>.'),
  },
  {
    additionalProperties: false,
    description: 'Waits to be called, POST /api/v1/heartbeats/<probe id>, by a job that nobody can ask.',
  },
)

type HeartbeatOptions = StaticDecode<typeof options>

/**
 * Whether a job has reported in time. Silence is the job's failure only where we were there to hear it: before the
 * first report it may never have been wired up, and just after a start of ours the report may have come while we
 * were away. Both are a probe_fault, which is shown as unknown and told to operators, neither green nor red.
 */
export const heartbeat = {
  options,
  async look(given: HeartbeatOptions, context: LookContext): Promise<Finding> {
    const beat = await context.lastBeat()
    const allowedMs = given.period + (given.grace ?? 0)
    const now = context.clock()
    if (beat === undefined)
      return finding('probe_fault', 'no report has ever arrived: is the job set up to send one?')
    const silentMs = now - beat.at
    const heard = `last report ${seconds(silentMs)} ago, at most ${seconds(allowedMs)} allowed`
    if (silentMs > allowedMs) {
      const listenedMs = now - context.runningSince
      return listenedMs > allowedMs
        ? finding('tech_fail', heard)
        : finding('probe_fault', `${heard}, but we have listened for ${seconds(listenedMs)} only`)
    }
    return beat.ok ? finding('ok', heard) : finding('tech_fail', `the job reported a failure; ${heard}`)
  },
} satisfies ProbeKind<typeof options>

function finding(outcome: Finding['outcome'], summary: string): Finding {
  return { outcome, summary, steps: [], latencyMs: null }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`
}
