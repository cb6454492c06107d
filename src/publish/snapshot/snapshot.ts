import type { Announcement } from '../../domain/announcement.ts'
import type { ComponentGroup, Component, Task } from '../../domain/component.ts'
import type { Impact, Phase } from '../../domain/incident.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { MaintenanceStatus } from '../../domain/maintenance.ts'
import type { PublicAnswers } from '../../domain/public-answers.ts'
import type { ReasonCode } from '../../domain/change.ts'
import type { State } from '../../domain/state.ts'

/**
 * All that the public may see, and nothing else: an allow-list filled field by field. Inner hosts, probe ids and
 * URLs, headers, error texts and drafts have no field here, so no page, feed or API can show them.
 */
export interface Snapshot {
  /** When it was built, epoch ms. */
  readonly builtAt: number
  /** The newest look at anything; absent before the first. The age of the data on the page. */
  readonly dataAt?: number
  readonly verdict: PageVerdict
  readonly tasks: readonly PublicTask[]
  readonly groups: readonly PublicGroup[]
  /** Published and not resolved, gravest and newest first. */
  readonly incidents: readonly PublicIncident[]
  /** In progress or scheduled, however far ahead, soonest first; the first 500 of them. */
  readonly maintenances: readonly PublicMaintenance[]
  /** What readers report more than usual while the page says nothing of it; longest first. */
  readonly moreReports: readonly PublicReports[]
  /** In force now, newest first. */
  readonly announcements: readonly Announcement[]
}

export interface PageVerdict {
  /**
   * - `all_clear`: everything that was looked at works.
   * - `some_trouble`: parts are impaired while most of what people come for works.
   * - `wallet_down`: most of what people come for does not work.
   * - `maintenance`: planned work, and nothing else is wrong.
   * - `blind`: we cannot see enough to say.
   */
  readonly level: 'all_clear' | 'some_trouble' | 'wallet_down' | 'maintenance' | 'blind'
  readonly state: State
  /** What to name in the sentence, gravest first. */
  readonly componentIds: readonly string[]
}

/** That there are more reports than usual; how many, and from where, is nobody's to know. */
export interface PublicReports {
  readonly componentId: string
  readonly sinceAt: number
}

export interface PublicTask {
  readonly task: Task
  readonly state: State
  readonly componentId: string
}

export interface PublicGroup extends ComponentGroup {
  readonly components: readonly PublicComponent[]
}

export interface PublicComponent {
  readonly id: string
  readonly name: LocalText
  readonly purpose: LocalText
  readonly kind: Component['kind']
  readonly lifeline: boolean
  readonly money: boolean
  readonly onlyWhenImpaired: boolean
  readonly state: State
  readonly sinceAt?: number
  readonly reason?: PublicReason
  /** Banks of a channel; empty for everything else. */
  readonly parts: readonly PublicComponent[]
  /** Declared alternatives that work right now, best first. */
  readonly alternatives: readonly string[]
  /** Oldest first, today last; the same number for every component. */
  readonly days: readonly PublicDay[]
  readonly uptime: Uptime
}

/** Figures only; a reason's text is the page's to say. */
export interface PublicReason {
  readonly code: ReasonCode
  readonly componentId?: string
  readonly sample?: Readonly<Record<string, number>>
}

export interface PublicDay {
  /** First instant of the day in the page's zone. */
  readonly at: number
  /** Worst state seen that day; `unknown` only when nothing else was. */
  readonly worst: State
  /** Time in each state, ms; sums to the part of the day that had passed when anything in it was last worth showing. */
  readonly ms: Readonly<Record<State, number>>
}

export interface Uptime {
  /** Share of the time seen, maintenance apart, in which it was not out: 0 to 1; absent when nothing was seen. */
  readonly ratio?: number
  /** Share of the time in which we were looking, 0 to 1. Stands beside `ratio` wherever that is shown. */
  readonly coverage: number
  /** Minutes out, and minutes impaired but not out. */
  readonly downMs: number
  readonly degradedMs: number
}

export interface PublicIncident {
  readonly id: string
  readonly title: LocalText
  readonly phase: Phase
  readonly impact: Impact
  readonly origin: 'probe' | 'operator'
  readonly startedAt: number
  readonly publishedAt: number
  readonly monitoringAt?: number
  readonly resolvedAt?: number
  readonly money: boolean
  readonly answers: PublicAnswers
  readonly components: readonly { readonly componentId: string; readonly worst: State }[]
  readonly updates: readonly PublicUpdate[]
}

interface PublicUpdate {
  readonly id: string
  readonly phase: Phase
  readonly body: LocalText
  readonly at: number
  readonly author: 'probe' | 'operator'
}

export interface PublicMaintenance {
  readonly id: string
  readonly title: LocalText
  readonly body: LocalText
  readonly notAffected: readonly LocalText[]
  readonly delayed: readonly LocalText[]
  readonly mayFail: readonly LocalText[]
  readonly componentIds: readonly string[]
  readonly status: MaintenanceStatus
  readonly startsAt: number
  readonly endsAt: number
  readonly announcedAt: number
  readonly cancelledAt?: number
  /** Raised by one at every update and by calling it off, as calendars need it. */
  readonly sequence: number
  /** Oldest first. */
  readonly updates: readonly PublicMaintenanceUpdate[]
}

interface PublicMaintenanceUpdate {
  readonly at: number
  /** What of the plan that held until then readers may still need. */
  readonly before: Pick<PublicMaintenance, 'body' | 'componentIds' | 'startsAt' | 'endsAt'>
}
