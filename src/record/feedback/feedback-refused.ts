/** One thing that is wrong with what a person filled in. */
interface FieldProblem {
  /** Which field: `category`, `message`, `contact` … */
  readonly field: string
  /** A key below `feedback:problem.` in the locales. */
  readonly problem: string
}

/** What was filled in cannot be recorded. Holds every problem found; nothing was written. */
export class FeedbackRefused extends Error {
  override name = 'FeedbackRefused' as const
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('\n'))
    this.problems = problems
  }
}
