import type { AnnouncementKind } from './announcement.ts'
import type { Impact, Phase } from './incident.ts'
import type { LocalText } from './locale.ts'
import type { OperatorKind } from './operator.ts'
import type { PublicAnswers } from './public-answers.ts'
import type { State } from './state.ts'
import type { Subscriber } from './subscriber.ts'

/**
 * Moments of an incident that people are told of. `recovering` is the first word that it works again, `reconciling`
 * the first that only money is still being matched.
 */
export type IncidentMoment = 'opened' | 'updated' | 'recovering' | 'reconciling' | 'resolved' | 'reopened'

export type MaintenanceMoment = 'announced' | 'day_before' | 'started' | 'ended' | 'cancelled'

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

export type News = PublicNews | SubscriberNews | OperatorsNews

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
      return false
    default:
      return news satisfies never
  }
}
