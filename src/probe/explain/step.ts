import type { Step } from '../../domain/observation.ts'
import type { ExchangeError } from '../exchange/exchange-error.ts'

/** The step of an explanation for a request that got no answer. */
export function failedStep(
  name: string,
  sent: string,
  error: ExchangeError,
): Step & { readonly error: string } {
  return {
    name,
    outcome: 'tech_fail',
    latencyMs: Object.values(error.phases).reduce((sum, ms) => sum + ms, 0),
    phases: error.phases,
    sent,
    error: `${error.code} while waiting for ${WAITING_FOR[error.waitingFor]}: ${error.message}`,
  }
}

const WAITING_FOR = {
  dns: 'the address',
  connect: 'the connection',
  tls: 'the TLS handshake',
  firstByte: 'the first byte',
  body: 'the rest of the answer',
} as const satisfies Record<ExchangeError['waitingFor'], string>
