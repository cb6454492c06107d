/** One thing that is wrong with what a person entered. */
export interface InputProblem {
  /** Where: `answers.money.balanceSafe`, `updates[0]["no word"]`; empty for the whole. */
  readonly path: string
  /** What was expected, in plain words. */
  readonly message: string
  /** It is the key that should not be there, rather than its value. */
  readonly at?: 'key'
}

/** What was entered cannot be recorded. Holds every problem found; nothing of it was written. */
export class RecordError extends Error {
  override name = 'RecordError' as const
  readonly forPeople = true
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n'))
    this.problems = problems
  }
}

/** Throws what has been found, if anything has. */
export function refuse(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new RecordError(problems)
}
