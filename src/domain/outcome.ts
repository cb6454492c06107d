/**
 * What one probe came back with. HTTP 200 can be a failure, and a refusal can be no outage at all, so the outcome
 * is a class of its own rather than a status code.
 *
 * - `ok`: answered as asserted, within its latency budget.
 * - `slow`: answered as asserted, over budget.
 * - `pending`: the order was still being processed at the deadline; money is late, not lost.
 * - `tech_fail`: they failed: 5xx, system error, time-out, reset, TLS, DNS, a signature of theirs that does not verify.
 * - `business_decline`: they refused us: our test account's balance, a limit, risk control. Not an outage.
 * - `throttled`: they asked us to slow down; says nothing about health.
 * - `maintenance`: they say they are under maintenance.
 * - `probe_fault`: we failed: our token, certificate, network or script. Never shown red.
 */
export const OUTCOMES = [
  'ok',
  'slow',
  'pending',
  'tech_fail',
  'business_decline',
  'throttled',
  'maintenance',
  'probe_fault',
] as const

export type Outcome = (typeof OUTCOMES)[number]

/** Outcomes that an operator must hear of though no reader should: something of ours, or of our test account, is broken. */
export function concernsOperators(outcome: Outcome): boolean {
  return outcome === 'business_decline' || outcome === 'probe_fault'
}
