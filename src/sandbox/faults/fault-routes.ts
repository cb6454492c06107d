import type { FastifyInstance } from 'fastify'

import { refuse } from '../codes.ts'
import { FaultRefused } from './fault.ts'
import { jsonOnly } from './json-only.ts'
import type { SandboxDeps } from '../deps.ts'
import { ownCallersOnly } from '../own-callers.ts'

type Deps = Pick<SandboxDeps, 'faults' | 'neighbourSettled'>

/** Breaking and healing; these routes are never broken themselves. */
export function addFaultRoutes(app: FastifyInstance, { faults, neighbourSettled }: Deps): void {
  const ownCallers = ownCallersOnly('Faults')
  const guarded = { onRequest: ownCallers }

  app.post('/_faults', { onRequest: [ownCallers, jsonOnly] }, async (request, reply) => {
    try {
      const fault = faults.add(request.body)
      await neighbourSettled()
      return await reply.code(201).send(fault)
    } catch (error) {
      if (!(error instanceof FaultRefused)) throw error
      return reply.code(400).send(refuse('INVALID_PARAMETER', error.message))
    }
  })

  app.get('/_faults', guarded, () => ({ faults: faults.list() }))

  app.delete<{ Params: { id: string } }>('/_faults/:id', guarded, async ({ params }, reply) => {
    if (!faults.heal(params.id)) {
      const inForce = faults.list().map(({ id }) => id)
      const known = inForce.length === 0 ? 'Nothing is broken.' : `In force: ${inForce.join(', ')}.`
      return reply.code(404).send(refuse('INVALID_PARAMETER', `No fault ${params.id}. ${known}`))
    }
    await neighbourSettled()
    return { healed: 1 }
  })

  app.delete('/_faults', guarded, async () => {
    const healed = faults.healAll()
    await neighbourSettled()
    return { healed }
  })
}
