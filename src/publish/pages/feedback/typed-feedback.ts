/** The form as it was filled in: shown again as it was where something is wrong with it. */
export interface TypedFeedback {
  readonly category: string
  /** A component's id, or nothing. */
  readonly component: string
  /** An incident's id, `none` where its writer said that it is about none, or nothing where they were not asked. */
  readonly incident: string
  readonly message: string
  readonly contact: string
}

export const UNTOUCHED: TypedFeedback = {
  category: '',
  component: '',
  incident: '',
  message: '',
  contact: '',
}

/** One thing that is wrong: which field, and a key below `feedback:problem.`. */
export interface TypedProblem {
  readonly field: string
  readonly problem: string
}
