import { ConfigError, type Problem } from '../../src/config/problem.ts'

/** The problems with which `load` refuses; none where it does not. */
export function problemsOf(load: () => unknown): readonly Problem[] {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
