import type { Fen } from '../../domain/money.ts'
import type { State } from '../../domain/state.ts'
import type { ClassRule, FeeRule, Quote } from '../../domain/top-up.ts'
import type { TermsInForce } from './terms-in-force.ts'
import { feeOf } from './fee.ts'
import { limitStops, stricter, type LimitStop } from './limits.ts'
import { splitOf, type Split } from './split.ts'

/** A way to top up: a channel, or one bank of it. */
export interface Way {
  readonly componentId: string
  readonly channelId: string
  /** Which bank's card or account it takes, the same whatever the channel; absent where it takes none or any. */
  readonly bank?: string
  /** Its own, or that of what it cannot work without where that is worse. */
  readonly state: State
  readonly sinceAt?: number
  /** Planned work on it or on what it needs, running or to come, soonest first. */
  readonly windows: readonly Window[]
  readonly terms?: TermsInForce
  /** What it answered lately, where a probe asks. */
  readonly quote?: Quote
  /** How long money took lately, ms. */
  readonly usualMs?: number
}

export interface Window {
  readonly fromAt: number
  readonly toAt: number
}

/**
 * Whether a way works: `soon` works and will not within two hours; `refused` is what the bank itself says while its answer comes.
 */
export type Standing =
  'works' | 'soon' | 'unsteady' | 'unknown' | 'maintenance' | 'down' | 'refused' | 'not_offered'

/** A way, judged for one amount. */
export interface JudgedWay {
  readonly way: Way
  readonly standing: Standing
  /** Planned work that runs or begins within two hours. */
  readonly window?: Window
  readonly stops: readonly LimitStop[]
  /** How parts help where a limit stops it. */
  readonly split?: Split
  /** Absent without an amount, or where no fee is known. */
  readonly fee?: Fen
  /** Works, for this amount, for as long as it takes: the only ways that are recommended. */
  readonly ready: boolean
}

export interface Question {
  readonly amount?: Fen
  /** Of the class that was named. */
  readonly rule?: ClassRule
}

/** A window that begins within this time is in a reader's way. */
export const SOON_MS = 2 * 3_600_000

export function judgeWay(way: Way, { amount, rule }: Question, now: number): JudgedWay {
  const window = way.windows.find(({ fromAt, toAt }) => toAt > now && fromAt <= now + SOON_MS)
  const standing = standingOf(way, window, now)
  const { limits = {}, fee } = way.terms ?? {}
  const known = { limits, ...(way.quote && { quote: way.quote }), ...(rule && { rule }) }
  const stops = amount === undefined ? [] : limitStops(amount, known)
  const ruled = stops.some(({ kind }) => kind === 'classLifetime' || kind === 'classYear')
  const split = amount === undefined || ruled ? undefined : splitOf(amount, stricter(limits, way.quote))
  return {
    way,
    standing,
    stops,
    ready: standing === 'works' && stops.length === 0,
    ...(window && { window }),
    ...(stops.length > 0 && split && { split }),
    ...(amount !== undefined && fee && { fee: wholeFee(fee, partsOf(amount, split), way.quote) }),
  }
}

/** A fee is charged for each part; over months nobody knows the parts, and it is that of the whole. */
function partsOf(amount: Fen, split: Split | undefined): readonly Fen[] {
  return split?.kind === 'days' ? split.days.flat() : [amount]
}

/** What a bank quoted for the least amount is asked of every larger one as well. */
function wholeFee(rule: FeeRule, parts: readonly Fen[], quote: Quote | undefined): Fen {
  return parts.reduce((sum, part) => sum + Math.max(feeOf(rule, part), quote?.fee ?? 0), 0)
}

/** What was decided comes before what was seen, and work that was planned before a light that is still green. */
function standingOf({ terms, state, quote }: Way, window: Window | undefined, now: number): Standing {
  if (terms?.offered === false) return 'not_offered'
  if (state === 'major_outage') return 'down'
  if (state === 'maintenance' || (window !== undefined && window.fromAt <= now)) return 'maintenance'
  if (state === 'unknown') return 'unknown'
  if (quote?.available === false) return 'refused'
  if (state !== 'operational') return 'unsteady'
  return window === undefined ? 'works' : 'soon'
}
