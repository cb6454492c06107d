import type { Change } from '../domain/change.ts'

/** What one act of recording brought about. */
export interface Recorded {
  readonly changes: readonly Change[]
  /** Probes whose last look is worth another one soon. */
  readonly recheck: readonly string[]
  /** Whether anything that the public sees is different now. */
  readonly published: boolean
}
