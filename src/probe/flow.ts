import { startDeadline } from './deadline.ts'
import { ask } from './flow/ask.ts'
import { cleanUp } from './flow/clean-up.ts'
import { firstVariables, type FlowLook } from './flow/look.ts'
import { runMainPart, type MainPart } from './flow/main-part.ts'
import { flowOptions, type FlowOptions, type Sweep } from './flow/options.ts'
import { ripeAfterMs, sweepOrphans } from './flow/sweep.ts'
import { createSweepPlan, type SweepPlan } from './flow/sweep-plan.ts'
import { verdict } from './flow/verdict.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'

const CLEAN_UP_MS = 8_000
const SWEEP_MS = 15_000
const SWEEP_EVERY = 50
/** For breaking off what is under way and writing the finding. */
const LAST_WORD_MS = 1_000

/**
 * A transaction in several steps that is safe with money. The order of events in a look:
 *
 * 1. The steps, until one is not accepted or the deadline has passed. A creating step is sent once; the order number
 *    is made from the probe and the moment, so even a repeated request could not open a second order.
 * 2. Where nobody knows whether the order was created, the same order is asked for; no other is created.
 * 3. The clean-up, after every end of 1, within an allowance of its own that the deadline does not touch.
 * 4. Now and then a sweep for orders that an earlier look had to leave behind. It waits for a look that has time.
 */
export function createFlow() {
  // A new configuration brings new options, and with them a new beginning.
  const plans = new WeakMap<FlowOptions, SweepPlan>()
  return {
    options: flowOptions,
    tidyMs({ cleanUp: plan, sweep }: FlowOptions): number {
      // Each may begin just before the deadline, but a sweep begins only before it: so not their sum.
      const sweepMs = sweep === undefined ? 0 : (sweep.within ?? SWEEP_MS)
      return Math.max(plan?.within ?? CLEAN_UP_MS, sweepMs) + LAST_WORD_MS
    },
    async look(options: FlowOptions, context: LookContext): Promise<Finding> {
      const look = { options, context, variables: firstVariables(options, context) }
      const main = await runMainPart(look)
      const after = await putInOrder(look, main)
      const { sweep } = options
      if (sweep === undefined) return verdict({ main, ...after, swept: undefined })

      const plan = plans.get(options) ?? newPlan(sweep)
      plans.set(options, plan)
      const isDue = plan.isDue(context.startedAt) && !context.signal.aborted
      const swept = isDue
        ? await withTime(sweep.within ?? SWEEP_MS, look, (timed) => sweepOrphans(timed, sweep))
        : undefined
      // A request that was broken off may still open its order after the clean-up found none.
      if (main.unclear !== undefined || after.tidied?.clean === false) plan.owe(context.startedAt)
      if (swept !== undefined) plan.swept(context.startedAt, swept.clean)
      plan.looked()
      return verdict({ main, ...after, swept })
    },
  }
}

function putInOrder(look: FlowLook, main: MainPart) {
  const { steps, cleanUp: plan } = look.options
  const mayHaveOrder = main.created || !steps.some(({ creates }) => creates === true)
  return withTime(plan?.within ?? CLEAN_UP_MS, look, async (timed) => ({
    unclear: main.unclear?.query === undefined ? undefined : await ask(main.unclear.query, timed),
    tidied: plan !== undefined && mayHaveOrder ? await cleanUp(timed) : undefined,
  }))
}

/** Lets something run under an allowance of its own instead of the look's deadline. */
async function withTime<T>(ms: number, look: FlowLook, run: (timed: FlowLook) => Promise<T>): Promise<T> {
  const allowance = startDeadline(ms)
  try {
    return await run({ ...look, context: { ...look.context, signal: allowance.signal } })
  } finally {
    allowance.clear()
  }
}

function newPlan(sweep: Sweep): SweepPlan {
  return createSweepPlan({ every: sweep.every ?? SWEEP_EVERY, olderThanMs: ripeAfterMs(sweep) })
}

export const flow = createFlow() satisfies ProbeKind<typeof flowOptions>
