import { setTimeout as wait } from 'node:timers/promises'

import type { Step } from '../../domain/observation.ts'
import { ask } from './ask.ts'
import type { FlowLook } from './look.ts'
import { isAccepted, notYetTold } from './reply.ts'
import type { CleanUpStep, Condition } from './step-options.ts'
import type { Variables } from './template.ts'

/** An order can move on between the question and the cancelling; then it must be asked about and refunded. */
const ROUNDS = 3
const PAUSE_MS = 500

/** What became of an order that was to be put in order. */
export interface Tidied {
  readonly clean: boolean
  readonly steps: readonly Step[]
  /** Where it is not clean: what stood in the way. */
  readonly trouble?: string
}

/**
 * Goes through the clean-up steps, all of them whatever the earlier ones came to, again until nothing is left open,
 * the rounds are used up, or the signal of the look (its own allowance, not the deadline) aborts. Never throws.
 */
export async function cleanUp(look: FlowLook): Promise<Tidied> {
  const { cleanUp: plan } = look.options
  if (plan === undefined) return { clean: true, steps: [] }
  const { signal } = look.context
  const steps: Step[] = []
  let trouble: string | undefined
  for (let round = 1; round <= ROUNDS && !signal.aborted; round++) {
    if (round > 1) await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined)
    const went = await runRound(plan.steps, look)
    steps.push(...notYetTold(steps, went.steps))
    const clean = plan.until === undefined ? went.trouble === undefined : holds(plan.until, went.variables)
    if (clean) return { clean, steps }
    // What went wrong first is the cause; later rounds may only have run out of time.
    trouble ??= went.trouble ?? notYet(plan.until, went.variables)
  }
  return { clean: false, steps, trouble: trouble ?? 'no time was left for it' }
}

interface Round {
  readonly steps: readonly Step[]
  readonly variables: Variables
  readonly trouble?: string | undefined
}

async function runRound(planned: readonly CleanUpStep[], look: FlowLook): Promise<Round> {
  const steps: Step[] = []
  let { variables } = look
  let trouble: string | undefined
  for (const step of planned) {
    if (step.when !== undefined && !holds(step.when, variables)) continue
    const reply = await ask(step, { ...look, variables })
    steps.push(...notYetTold(steps, reply.steps))
    if (!isAccepted(reply.outcome)) trouble ??= reply.summary
    variables = new Map([...variables, ...reply.found])
  }
  return { steps, variables, trouble }
}

function holds({ variable, in: allowed }: Condition, variables: Variables): boolean {
  const value = variables.get(variable)
  return value !== undefined && allowed.includes(String(value))
}

function notYet(until: Condition | undefined, variables: Variables): string {
  return until === undefined
    ? ''
    : `${until.variable} is ${String(variables.get(until.variable) ?? 'not known')}`
}
