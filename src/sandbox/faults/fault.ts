/**
 * Ways of being broken.
 *
 * - `error`: SYSTEM_ERROR; with HTTP 200, as gateways do, and with HTTP 500 from the token endpoint, which speaks OAuth2.
 * - `latency`: answers as always, but late.
 * - `hang`: never answers; holds the connection until the caller leaves.
 * - `reset`: cuts the connection.
 * - `decline`: a business refusal, which is no outage.
 * - `pending`: orders are not credited, everything else says PROCESSING.
 * - `throttle`: HTTP 429 with FREQUENCY_LIMITED.
 * - `maintenance`: SERVICE_MAINTENANCE.
 * - `expired_token`: HTTP 401 with TOKEN_EXPIRED.
 * - `bad_signature`: signed answers and callbacks carry a signature that does not fit.
 */
export const FAULT_KINDS = [
  'error',
  'latency',
  'hang',
  'reset',
  'decline',
  'pending',
  'throttle',
  'maintenance',
  'expired_token',
  'bad_signature',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault in force. */
export interface Fault {
  readonly id: string
  readonly endpoint: string
  readonly kind: FaultKind
  readonly channel?: string
  readonly bank?: string
  /** Wait before the answer, ms. */
  readonly ms: number
  /** Share of matching requests that it strikes. */
  readonly rate: number
  readonly madeAt: number
  /** When it heals by itself, epoch ms. */
  readonly endsAt?: number
}

/** The fault asked for makes no sense; the message says why and what would. */
export class FaultRefused extends Error {
  override name = 'FaultRefused' as const
  readonly forPeople = true
}
