import type { Component } from '../domain/component.ts'
import type { Notice, TicketNews } from '../domain/notice.ts'
import type { OperatorKind } from '../domain/operator.ts'
import type { Subscriber, Topic } from '../domain/subscriber.ts'
import type { NewerNotice } from '../store/notices/notices.ts'
import { audienceOf } from './audience.ts'
import { GIVE_UP_AFTER_MS } from './backoff.ts'

type Reader = Pick<Subscriber, 'status' | 'topics' | 'detail' | 'once'>

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/** Whether a delivery is still to go out when its turn has come; if not, why. */
export type Wanted = 'yes' | 'superseded' | 'needless'

interface Case {
  readonly notice: Notice
  readonly subscriber: Reader
  /** What was written about the same subject since. */
  readonly newer: readonly NewerNotice[]
  /** When it was to go out first. */
  readonly createdAt: number
  readonly components: Parts
  readonly now: number
}

/** Nothing that is news goes out later than this: quiet hours, and then a day of trying. */
const STALE_AFTER_MS = 2 * GIVE_UP_AFTER_MS

/**
 * Between the fan-out and its turn a delivery may wait for hours: somebody changes their wishes or pauses, and newer words
 * are written. What is about the subscription itself is always wanted.
 */
export function stillWanted({ notice, subscriber, newer, createdAt, components, now }: Case): Wanted {
  const { news } = notice
  if (news.subject === 'subscriber') return 'yes'
  if (subscriber.status !== 'active' || now - createdAt > STALE_AFTER_MS) return 'needless'
  if (news.subject === 'ticket') return newer.some((later) => replaces(later, news)) ? 'superseded' : 'yes'
  if (news.subject === 'operators') return newer.length > 0 ? 'superseded' : isTold(subscriber, news.kind)
  if (newer.some((later) => isTakenBy(later, subscriber, components))) return 'superseded'
  return isFor(subscriber, audienceOf(news, components)) ? 'yes' : 'needless'
}

/** Whether a later word on the same subject stands for the words before it with this reader. */
function isTakenBy({ moment, news }: NewerNotice, subscriber: Reader, components: Parts): boolean {
  if (news !== undefined) return isFor(subscriber, audienceOf(news, components))
  return moment !== 'updated' || hearsEach(subscriber)
}

/** Each word on a ticket has its own worth; that it is closed says as well that it was answered. */
function replaces(later: NewerNotice, { moment }: TicketNews): boolean {
  return later.moment === moment || (moment === 'answered' && later.moment === 'closed')
}

/** Operators are told what the configuration says now. */
function isTold({ topics }: Reader, kind: OperatorKind): Wanted {
  return topics.some((topic) => topic.kind === 'operators' && topic.id === kind) ? 'yes' : 'needless'
}

/** A mere update replaces only what its own readers wait for: the others would be left without the word before it. */
function hearsEach({ detail, once }: Reader): boolean {
  return detail === 'every_update' && !once
}

function isFor({ topics, detail, once }: Reader, audience: ReturnType<typeof audienceOf>): boolean {
  const follows = (about: readonly Topic[]) =>
    topics.some((topic) => about.some(({ kind, id }) => kind === topic.kind && id === topic.id))
  if (!follows(audience.topics) || follows(audience.exceptTopics)) return false
  return once ? audience.once : audience.details.includes(detail) || follows(audience.turnTopics)
}
