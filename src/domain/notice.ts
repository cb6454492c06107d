import type { AnnouncementKind } from './announcement.ts'
import type { Impact, Phase } from './incident.ts'
import type { LocalText } from './locale.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import type { OperatorKind } from './operator.ts'
import type { PublicAnswers } from './public-answers.ts'
import type { State } from './state.ts'
import type { Subscriber } from './subscriber.ts'

/**
 * Moments of an incident that people are told of. `recovering` is the first word that it works again, `reconciling`
 * the first that only money is still being matched.
 */
export type IncidentMoment = 'opened' | 'updated' | 'recovering' | 'reconciling' | 'resolved' | 'reopened'

/** What of a ticket its mailbox is told; `merged`: it is about a known incident, `incident_over`: that one is resolved. */
export const TICKET_MOMENTS = ['answered', 'closed', 'merged', 'incident_over'] as const

export type TicketMoment = (typeof TICKET_MOMENTS)[number]

/** Moments of planned work that people are told of. `updated`: what they were told of it has changed. */
export type MaintenanceMoment = 'announced' | 'updated' | 'day_before' | 'started' | 'ended' | 'cancelled'

/** Something happened that subscribers are told of: the words as they were at that moment, public ones only. */
export interface Notice {
  /** Grows in the order of writing. */
  readonly num: number
  /** Twelve characters of [a-z0-9]; every message says it. */
  readonly id: string
  readonly at: number
  readonly news: News
}

/** A notice before it is written. */
export type NewNotice = Omit<Notice, 'num'>

export type News = PublicNews | SubscriberNews | TicketNews | OperatorsNews

/** What everybody may hear of who wants to. */
export type PublicNews = IncidentNews | MaintenanceNews | AnnouncementNews

export interface IncidentNews {
  readonly subject: 'incident'
  readonly subjectId: string
  readonly moment: IncidentMoment
  readonly title: LocalText
  /** What the update says. */
  readonly body: LocalText
  readonly phase: Phase
  readonly impact: Impact
  readonly money: boolean
  readonly startedAt: number
  readonly resolvedAt?: number
  readonly answers: PublicAnswers
  readonly components: readonly { readonly componentId: string; readonly worst: State }[]
  /** Those of them that no earlier word named; absent where there are none, and in the first word, which names all anew. */
  readonly joined?: readonly string[]
}

export interface MaintenanceNews {
  readonly subject: 'maintenance'
  readonly subjectId: string
  readonly moment: MaintenanceMoment
  readonly title: LocalText
  readonly body: LocalText
  readonly startsAt: number
  readonly endsAt: number
  readonly notAffected: readonly LocalText[]
  readonly delayed: readonly LocalText[]
  readonly mayFail: readonly LocalText[]
  readonly componentIds: readonly string[]
  /** Of an update: when it had been planned for until then, where that is another time. */
  readonly was?: MaintenanceWindow
  /**
   * Of an update: components that it brings in, and those that it is no longer about; absent where there are none. In any
   * other moment `joined` says that the word is for the followers of these alone, since all others are told of an update.
   */
  readonly joined?: readonly string[]
  readonly left?: readonly string[]
}

export interface AnnouncementNews {
  readonly subject: 'announcement'
  readonly subjectId: string
  readonly moment: 'posted'
  readonly kind: AnnouncementKind
  readonly title: LocalText
  /** Markdown. */
  readonly body: LocalText
  readonly componentIds: readonly string[]
}

/**
 * To one subscriber alone, about the subscription itself: please confirm it, it exists already (somebody asked for it
 * again), or it works now.
 */
export interface SubscriberNews {
  readonly subject: 'subscriber'
  readonly subjectId: string
  readonly moment: 'confirm' | 'known' | 'welcome'
  /** What was asked for, where that changed nothing. */
  readonly asked?: Pick<Subscriber, 'topics' | 'detail' | 'once' | 'quiet'>
}

/**
 * To the mailbox that somebody left with a ticket, and nobody else. The address may be anybody's, so it holds nothing that was
 * typed: what was written stands behind the link.
 */
export interface TicketNews {
  readonly subject: 'ticket'
  /** Its reference number. */
  readonly subjectId: string
  readonly moment: TicketMoment
  /** Of the last two moments: which one, as the public knows it. */
  readonly incident?: { readonly id: string; readonly title: LocalText }
}

/** To operators and nobody else: something waits for one of them. It holds nothing personal; who acts on it looks it up. */
export interface OperatorsNews {
  readonly subject: 'operators'
  /** Kind and reference: a newer word on the same thing replaces one that still waits. */
  readonly subjectId: string
  readonly moment: 'noted'
  readonly kind: OperatorKind
  /** By which the command line finds it. */
  readonly ref: string
  readonly title: LocalText
  readonly body: LocalText
}

/** Whether everybody may hear of it who wants to; all else is for one mailbox, or for operators. */
export function isPublic(news: News): news is PublicNews {
  return news.subject === 'incident' || news.subject === 'maintenance' || news.subject === 'announcement'
}

/**
 * Scam warnings, what somebody asked for this minute, and a lost wallet wait neither for quiet hours nor for an hour with
 * room in it.
 */
export function isUrgent(news: News): boolean {
  switch (news.subject) {
    case 'subscriber':
      return true
    case 'announcement':
      return news.kind === 'security'
    case 'operators':
      return news.kind === 'loss'
    case 'incident':
    case 'maintenance':
    case 'ticket':
      return false
    default:
      return news satisfies never
  }
}
