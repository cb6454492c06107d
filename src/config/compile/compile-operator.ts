import type { Operator } from '../../domain/operator.ts'
import type { Settings } from '../schema.ts'

/** An operator with quiet hours in minutes, as subscribers have them. */
export function compileOperator({ quiet, ...rest }: Settings['operators'][number]): Operator {
  return { ...rest, ...(quiet && { quiet: { from: minutesOf(quiet.from), to: minutesOf(quiet.to) } }) }
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
