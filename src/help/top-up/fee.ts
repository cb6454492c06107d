import type { Fen } from '../../domain/money.ts'
import type { FeeRule } from '../../domain/top-up.ts'

const MILLION = 1_000_000n

/** What a top-up costs, exactly: half a fen is rounded up. */
export function feeOf(rule: FeeRule, amount: Fen): Fen {
  if (amount <= rule.freeUpTo && rule.freeUpTo > 0) return 0
  const charged = BigInt(Math.max(0, amount - rule.freeUpTo))
  const share = (charged * BigInt(rule.percent) + MILLION / 2n) / MILLION
  const fee = rule.fixed + Number(share)
  return Math.min(Math.max(fee, rule.atLeast ?? 0), rule.atMost ?? Infinity)
}
