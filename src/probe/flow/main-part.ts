import type { Step } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Quoted } from '../../domain/top-up.ts'
import { ask } from './ask.ts'
import type { FlowLook } from './look.ts'
import { pollUntil, type Polled } from './poll.ts'
import { isAccepted, notYetTold } from './reply.ts'
import type { MainStep, PlainStep } from './step-options.ts'

/** What the steps proper came to, before anything is put in order again. */
export interface MainPart {
  /** The gravest step's: the one the flow ended at, else `slow` where any was. */
  readonly outcome: Outcome
  readonly summary: string
  readonly steps: readonly Step[]
  /** Time waited for answers, ms; waiting for the money is not in it. */
  readonly latencyMs: number
  /** From the accepted order until the money stood in the wallet, ms. */
  readonly creditMs?: number
  /** What a step quoted, though a later one failed. */
  readonly quote?: Quoted
  /** Whether a creating step was sent, so that there may be an order whatever the answer was. */
  readonly created: boolean
  /** Present where nobody knows whether the order was created; `query` asks. */
  readonly unclear?: { readonly query: PlainStep | undefined }
}

/** Runs the steps in order and stops at the first that was not accepted. A creating step is sent once. Never throws. */
export async function runMainPart(first: FlowLook): Promise<MainPart> {
  const steps: Step[] = []
  let look = first
  let latencyMs = 0
  let created = false
  // Monotonic, since two readings of the machine's clock may lie apart by anything.
  let acceptedAt: number | undefined
  let creditMs: number | undefined
  let slow: string | undefined
  let quote: Quoted | undefined

  for (const step of first.options.steps) {
    created ||= step.creates === true
    const reply = await run(step, look, acceptedAt ?? performance.now())
    const told = notYetTold(steps, reply.steps)
    steps.push(...told)
    if (step.poll === undefined) latencyMs += total(told)

    quote = reply.quote ?? quote
    if (!goesOn(step, reply.outcome)) {
      const isUnclear = step.creates === true && reply.outcome === 'tech_fail'
      return {
        outcome: reply.outcome,
        summary: reply.summary,
        steps,
        latencyMs,
        created,
        ...(quote && { quote }),
        ...(isUnclear ? { unclear: { query: step.onUnclear?.query } } : {}),
      }
    }
    look = { ...look, variables: new Map([...look.variables, ...reply.found]) }
    if (step.creates === true) acceptedAt = performance.now()
    if (acceptedAt !== undefined && reply.reachedAt !== undefined) creditMs = reply.reachedAt - acceptedAt
    if (reply.outcome === 'slow') slow ??= reply.summary
  }
  return {
    outcome: slow === undefined ? 'ok' : 'slow',
    summary: slow ?? done(first.options.steps.length, creditMs),
    steps,
    latencyMs,
    created,
    ...(quote && { quote }),
    ...(creditMs === undefined ? {} : { creditMs }),
  }
}

function run(step: MainStep, look: FlowLook, acceptedAt: number): Promise<Polled> {
  const { poll } = step
  return poll === undefined ? ask(step, look) : pollUntil({ ...step, poll }, look, acceptedAt)
}

/** An order that they accepted and are still working on is what a later step waits for. */
function goesOn(step: MainStep, outcome: Outcome): boolean {
  return isAccepted(outcome) || (step.creates === true && outcome === 'pending')
}

function total(steps: readonly Step[]): number {
  return steps.reduce((sum, { latencyMs }) => sum + latencyMs, 0)
}

function done(steps: number, creditMs: number | undefined): string {
  const credited =
    creditMs === undefined ? '' : `; credited ${(creditMs / 1000).toFixed(1)} s after it was accepted`
  return `${steps} steps went well${credited}`
}
