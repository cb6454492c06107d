import type { FastifyInstance } from 'fastify'

/** One thing this process needs; `note` is for operators and names no inner place. */
interface Check {
  readonly ok: boolean
  readonly note?: string
  /** How old this answer is, ms, where it is asked for now and then rather than at every request. */
  readonly ageMs?: number
}

/** Whether each part does its work, by the part's name. */
export interface Readiness {
  /** The database takes writes. */
  readonly store: Check
  /** Observations waiting to be stored have room. */
  readonly buffer: Check
  /** Observations were stored lately. */
  readonly flush: Check
  /** Pages were rebuilt lately. */
  readonly pages: Check
  /** What takes notices to people runs, or begins when there are any. */
  readonly notices: Check
}

export interface HealthDeps {
  /** Answers from memory: anybody may ask, as often as they like. */
  readonly readiness: () => Readiness
  /** Figures shown beside the checks, such as how many observations wait. */
  readonly stats: () => Readonly<Record<string, number>>
}

/** `/healthz`: the process is alive. `/readyz`: it also does its work; 503 says which part does not. */
export function healthRoutes(app: FastifyInstance, { readiness, stats }: HealthDeps): void {
  app.get('/healthz', (_request, reply) => reply.header('Cache-Control', 'no-store').send({ ok: true }))
  app.get('/readyz', (_request, reply) => {
    const checks = readiness()
    const ok = Object.values(checks).every((check: Check) => check.ok)
    return reply
      .code(ok ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ ok, checks, stats: stats() })
  })
}
