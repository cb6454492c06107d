import type { LocalText } from './locale.ts'

export const ANNOUNCEMENT_KINDS = ['outage', 'maintenance', 'security', 'rules', 'holiday'] as const

export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number]

/** Help pages that an announcement can belong to; the page links it while it is in force. */
export const HELP_TOPICS = ['outage', 'top_up', 'lost', 'hotline', 'feedback'] as const

export type HelpTopic = (typeof HELP_TOPICS)[number]

/** An official word that is not an incident: a rule that changes, a scam warning, holiday hours. Body is Markdown. */
export interface Announcement {
  readonly id: string
  readonly kind: AnnouncementKind
  readonly title: LocalText
  readonly body: LocalText
  readonly helpTopics: readonly HelpTopic[]
  readonly componentIds: readonly string[]
  readonly incidentId?: string
  readonly publishedAt: number
  /** In force from here … */
  readonly effectiveAt: number
  /** … until here; absent means until withdrawn. */
  readonly expiresAt?: number
}

export function isInForce(announcement: Announcement, now: number): boolean {
  return (
    announcement.effectiveAt <= now && (announcement.expiresAt === undefined || now < announcement.expiresAt)
  )
}
