import type { Phase } from '../../domain/observation.ts'
import type { PhaseClock, Phases } from './phase-clock.ts'

/** No answer came: the network, TLS or the deadline ended a request. Says where it hung and how long. */
export class ExchangeError extends Error {
  override name = 'ExchangeError' as const
  /** Node's or undici's code, such as `ECONNRESET`; `DEADLINE` where we broke it off, `NO_ANSWER` where there is none. */
  readonly code: string
  readonly phases: Phases
  readonly waitingFor: Phase

  constructor(cause: unknown, clock: PhaseClock) {
    super(messageOf(cause), { cause })
    clock.breakOff()
    this.code = codeOf(cause) ?? 'NO_ANSWER'
    this.phases = clock.phases
    this.waitingFor = clock.waitingFor
  }
}

/** The code of an error of Node's or a library's, also one level down. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

/** One line for people; several attempts (RFC 8305) are told one after another, since Node leaves their sum empty. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
