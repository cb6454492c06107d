import type { FastifyInstance } from 'fastify'
import { Value } from 'typebox/value'

import { ANSWERS, PaymentBody, PlainBody } from './answers.ts'
import { refuse } from './codes.ts'
import type { SandboxDeps } from './deps.ts'
import { PLAIN_ENDPOINTS } from './endpoints.ts'
import { gate } from './faults/gate.ts'

/** The requests that have no state behind them, straight from the table. */
export function addPlainRoutes(app: FastifyInstance, deps: SandboxDeps): void {
  for (const endpoint of PLAIN_ENDPOINTS) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      preValidation: gate({ endpoint, deps }),
      handler: (request) => {
        const body = request.body ?? {}
        if (endpoint.name === 'payment' && !Value.Check(PaymentBody, body)) {
          return refuse(
            'INVALID_PARAMETER',
            'A payment needs amount, such as "1.00", and source, "balance" or "card".',
          )
        }
        if (!Value.Check(PlainBody, body)) return refuse('INVALID_PARAMETER')
        return ANSWERS[endpoint.name]({ body, now: deps.clock(), troubled: deps.faults.list().length > 0 })
      },
    })
  }
}
