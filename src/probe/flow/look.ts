import type { LookContext } from '../probe.ts'
import type { FlowOptions } from './options.ts'
import { idempotencyKey, orderNumber, orderPrefix } from './order-number.ts'
import type { Scalar, Variables } from './template.ts'

/** One look of a flow, or the cleaning up of one order, as every part sees it. */
export interface FlowLook {
  readonly options: FlowOptions
  readonly context: LookContext
  readonly variables: Variables
}

/** What steps may use before any of them ran: the built-ins, the flow's variables and its secrets. */
export function firstVariables(
  options: FlowOptions,
  context: Pick<LookContext, 'probeId' | 'startedAt'>,
  orderNo = orderNumber(context.probeId, context.startedAt),
): Variables {
  return new Map<string, Scalar>([
    ...Object.entries(options.variables ?? {}),
    ...Object.entries(options.secrets ?? {}),
    ['order_no', orderNo],
    ['order_prefix', orderPrefix(context.probeId)],
    ['started_at', new Date(context.startedAt).toISOString()],
    ['started_at_ms', context.startedAt],
  ])
}

/** Adds the key of the step that is about to run. */
export function variablesOf(stepName: string, variables: Variables): Variables {
  const orderNo = String(variables.get('order_no'))
  return new Map([...variables, ['idempotency_key', idempotencyKey(orderNo, stepName)]])
}
