import type { LocalText } from './locale.ts'
import type { State } from './state.ts'

/**
 * An incident's life. Payments have two endings: `reconciling` says that the service is back while money is still
 * being matched; only a person leaves it. `postmortem` may follow `resolved`.
 */
export const PHASES = [
  'investigating',
  'identified',
  'monitoring',
  'reconciling',
  'resolved',
  'postmortem',
] as const

export type Phase = (typeof PHASES)[number]

export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const

export type Impact = (typeof IMPACTS)[number]

/** `draft` is seen by operators only; `dropped` is a draft that an operator objected to. */
export type Publication = 'draft' | 'published' | 'dropped'

export interface Incident {
  /** 12 characters of [a-z0-9], as Statuspage clients expect; also the page's address. */
  readonly id: string
  readonly title: LocalText
  readonly phase: Phase
  readonly impact: Impact
  /** Who thought of it: probes, a person, or readers who reported more than usual; the last only drafts for people. */
  readonly origin: 'probe' | 'operator' | 'reports'
  readonly publication: Publication
  /** When a draft publishes itself unless an operator objects, epoch ms; absent for `by hand`. */
  readonly publishAt?: number
  /** When the trouble began: the first observation that showed it, not when we noticed. */
  readonly startedAt: number
  readonly publishedAt?: number
  readonly monitoringAt?: number
  readonly resolvedAt?: number
  /** Whether a component that moves money was affected; then a machine never resolves it. */
  readonly money: boolean
  readonly answers: Answers
  readonly components: readonly AffectedComponent[]
  /** Newest first. */
  readonly updates: readonly IncidentUpdate[]
}

export interface AffectedComponent {
  readonly componentId: string
  /** The worst state it reached within this incident. */
  readonly worst: State
  readonly joinedAt: number
}

export interface IncidentUpdate {
  readonly id: string
  readonly phase: Phase
  readonly body: LocalText
  readonly at: number
  readonly author: 'probe' | 'operator'
}

/**
 * What a frightened reader must learn, as data rather than prose; a machine fills in only what it knows.
 * Later updates replace single answers.
 */
export interface Answers {
  /** What is affected, in plain words. */
  readonly scope?: LocalText
  readonly notAffected?: readonly LocalText[]
  readonly stillWorks?: readonly LocalText[]
  readonly doNow?: readonly LocalText[]
  readonly dont?: readonly LocalText[]
  readonly cause?: LocalText
  readonly money?: Money
  readonly eta?: Eta
  /** When the next word comes at the latest, epoch ms. */
  readonly nextUpdateAt?: number
}

export interface Money {
  /** `yes` only with a named approver: "your money is safe" is never a machine's to say. */
  readonly balanceSafe: 'yes' | 'checking' | 'no'
  readonly approvedBy?: string
  /** What becomes of money that left a bank and has not arrived. */
  readonly pendingRule?: LocalText
  readonly refundBy?: LocalText
  readonly duplicates?: LocalText
  /** It was resolved with some of the money not matched yet; `pendingRule` then says what becomes of that. */
  readonly stillOpen?: boolean
  readonly actionNeeded: 'none' | 'check' | 'contact'
}

export type Eta =
  | { readonly kind: 'none' }
  | { readonly kind: 'range'; readonly fromAt: number; readonly toAt: number }
  | { readonly kind: 'time'; readonly at: number }
