import type { Step } from '../../domain/observation.ts'
import { ask } from './ask.ts'
import { cleanUp, type Tidied } from './clean-up.ts'
import { firstVariables, type FlowLook } from './look.ts'
import type { Sweep } from './options.ts'
import { orderedAt } from './order-number.ts'
import { isAccepted, notYetTold } from './reply.ts'

const AT_MOST = 10
/** Longer than any look takes: a younger order may belong to one that is under way. */
const OLDER_THAN_MS = 600_000

/** How old an order must be before it counts as left behind, ms. */
export function ripeAfterMs({ olderThan = OLDER_THAN_MS }: Sweep): number {
  return olderThan
}

/**
 * Looks for orders that this probe left behind, by their number and the moment in it, and puts each through the
 * clean-up. An order whose number is not of our making is never touched, whatever the wallet lists. Never throws.
 */
export async function sweepOrphans(look: FlowLook, plan: Sweep): Promise<Tidied> {
  const { context } = look
  const steps: Step[] = []
  const orphans = new Set<string>()
  let trouble: string | undefined
  for (const find of plan.find) {
    const reply = await ask(find, look)
    steps.push(...notYetTold(steps, reply.steps))
    if (!isAccepted(reply.outcome)) trouble ??= reply.summary
    else for (const number of find.orders.find(reply.document)) if (isRipe(number)) orphans.add(number)
  }
  for (const number of [...orphans].slice(0, plan.atMost ?? AT_MOST)) {
    const variables = firstVariables(look.options, context, number)
    const tidied = await cleanUp({ ...look, variables })
    steps.push(...notYetTold(steps, tidied.steps))
    if (!tidied.clean) trouble ??= `order ${number}: ${tidied.trouble ?? ''}`
  }
  return { clean: trouble === undefined, steps, ...(trouble === undefined ? {} : { trouble }) }

  function isRipe(number: unknown): number is string {
    if (typeof number !== 'string') return false
    const at = orderedAt(number, context.probeId)
    return at !== undefined && context.startedAt - at >= ripeAfterMs(plan)
  }
}
