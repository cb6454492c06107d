import { NETWORK, takesIn, TOPUP_ENDPOINTS } from '../endpoints.ts'
import type { Fault, FaultKind } from './fault.ts'

/** What happens to requests that a fault strikes; reads on from "… requests". */
const EFFECTS: Record<FaultKind, (wait: string) => string> = {
  error: () => 'fail with a system error',
  latency: (wait) => `are answered ${wait} late`,
  hang: () => 'never get an answer',
  reset: () => 'have their connection cut',
  decline: () => 'are refused for business reasons, which is no outage',
  pending: () => 'stay pending',
  throttle: () => 'are told to slow down',
  maintenance: () => 'are told of maintenance',
  expired_token: () => 'are told that their token has expired',
  bad_signature: () => 'get answers whose signature does not fit',
}

/** A fault as a clause: `all requests to topup.create by debit_card fail with a system error, for 30 s more`. */
export function describeFault(fault: Fault, now: number): string {
  const ends = fault.endsAt === undefined ? '' : `, for ${lengthOf(fault.endsAt - now)} more`
  return `${fault.endpoint === NETWORK ? networkEffect(fault) : walletEffect(fault)}${ends}`
}

function walletEffect({ endpoint, kind, channel, bank, ms, rate }: Fault): string {
  const share = rate === 1 ? 'all' : `${Math.round(rate * 100)} % of`
  const to = endpoint === '*' ? 'the pretend wallet' : endpoint
  const by = channel === undefined ? '' : ` by ${channel}`
  const from = bank === undefined ? '' : ` from ${bank}`
  const late = kind === 'pending' && takesTopups(endpoint) ? ', and their money is not credited' : ''
  const first = ms > 0 && kind !== 'latency' ? `wait ${lengthOf(ms)} and then ` : ''
  return `${share} requests to ${to}${by}${from} ${first}${EFFECTS[kind](lengthOf(ms))}${late}`
}

function takesTopups(endpoint: string): boolean {
  return takesIn(endpoint, TOPUP_ENDPOINTS.create.name) || endpoint === TOPUP_ENDPOINTS.query.name
}

function networkEffect({ kind, ms }: Fault): string {
  const neighbour = 'the neighbour that own-network checks look at'
  if (kind === 'latency') return `${neighbour} answers ${lengthOf(ms)} late`
  return kind === 'hang' ? `${neighbour} never answers` : `${neighbour} cannot be reached`
}

/** 250 to `250 ms`, 90000 to `90 s`, 600000 to `10 min`. */
function lengthOf(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 120_000) return `${Number((ms / 1_000).toFixed(1))} s`
  return `${Number((ms / 60_000).toFixed(1))} min`
}
