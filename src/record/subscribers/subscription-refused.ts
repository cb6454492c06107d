/** One thing that is wrong with what a person filled in. */
export interface FieldProblem {
  /** Which field: `topics`, `address`, `quiet` … */
  readonly field: string
  /** A key below `subscribe:problem.` in the locales, so that every reader is told in their language. */
  readonly problem: string
}

/** What was filled in cannot be a subscription. Holds every problem found; nothing was written and nothing is sent. */
export class SubscriptionRefused extends Error {
  override name = 'SubscriptionRefused' as const
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('\n'))
    this.problems = problems
  }
}
