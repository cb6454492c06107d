import type { Component } from '../domain/component.ts'
import type { IncidentNews, MaintenanceNews, PublicNews } from '../domain/notice.ts'
import type { Topic } from '../domain/subscriber.ts'
import { touchedComponents } from '../domain/touched-components.ts'
import type { Audience } from '../store/notices/fan-out.ts'

const ALL_DETAILS = ['every_update', 'start_and_end'] as const

const EACH_UPDATE = ['every_update'] as const

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/** Who hears of news: those with a topic that it is about, if they want this much. */
export function audienceOf(news: PublicNews, components: Parts): Audience {
  if (news.subject === 'maintenance') return audienceOfWork(news, components)
  return {
    topics: topicsOf(news, components),
    details: isTurn(news) ? ALL_DETAILS : EACH_UPDATE,
    turnTopics: news.moment === 'updated' ? newlyReached(news, components) : [],
    exceptTopics: [],
    once: worksAgain(news),
  }
}

/**
 * An update of planned work is for whoever was told of it before, also where it does not concern them any more; that is
 * the end of it for them. Whom it newly concerns, they hear of it as everybody else did at first.
 */
function audienceOfWork(news: MaintenanceNews, components: Parts): Audience {
  const { moment, componentIds, joined = [], left = [] } = news
  const details = isTurn(news) ? ALL_DETAILS : EACH_UPDATE
  const topicsWith = (ids: readonly string[]) => topicsOf({ ...news, componentIds: ids }, components)
  const before = topicsWith([...componentIds.filter((id) => !joined.includes(id)), ...left])
  if (moment !== 'updated') {
    const exceptTopics = joined.length > 0 ? before : []
    return { topics: topicsWith(componentIds), details, turnTopics: [], exceptTopics, once: false }
  }
  const turnTopics = without(before, topicsWith(componentIds))
  return { topics: before, details, turnTopics, exceptTopics: [], once: false }
}

function topicsOf(news: PublicNews, components: Parts): Topic[] {
  const affected =
    news.subject === 'incident' ? news.components : news.componentIds.map((componentId) => ({ componentId }))
  const touched = touchedComponents(components, affected)
  return [
    { kind: 'everything', id: '' },
    ...(news.subject === 'maintenance' ? [{ kind: 'maintenance', id: '' } as const] : []),
    ...(news.subject === 'announcement' ? [{ kind: 'announcements', id: '' } as const] : []),
    ...(news.subject === 'incident' ? [{ kind: 'incident', id: news.subjectId } as const] : []),
    ...[...new Set(touched.map(({ groupId }) => groupId))].map((id) => ({ kind: 'group', id }) as const),
    ...touched.map(({ id }) => ({ kind: 'component', id }) as const),
  ]
}

/** Topics that no earlier word on the incident was about: for whoever follows them it begins now. */
function newlyReached(news: IncidentNews, components: Parts): Topic[] {
  const joined = new Set(news.joined)
  const earlier = news.components.filter(({ componentId }) => !joined.has(componentId))
  return without(topicsOf(news, components), topicsOf({ ...news, components: earlier }, components))
}

function without(topics: readonly Topic[], others: readonly Topic[]): Topic[] {
  const keys = new Set(others.map(keyOf))
  return topics.filter((topic) => !keys.has(keyOf(topic)))
}

function keyOf({ kind, id }: Topic): string {
  return `${kind} ${id}`
}

/** Beginnings and ends, and the half-end at which only money is still being matched. */
function isTurn(news: PublicNews): boolean {
  switch (news.subject) {
    case 'incident':
      return news.moment !== 'updated' && news.moment !== 'recovering'
    case 'maintenance':
      // Whoever was told of another time needs this one, however little they want to hear.
      return news.moment === 'updated' ? news.was !== undefined : news.moment !== 'day_before'
    case 'announcement':
      return true
    default:
      return news satisfies never
  }
}

/** The first word of these that reaches somebody is what they asked to be told once. */
function worksAgain({ subject, moment }: PublicNews): boolean {
  return subject === 'incident' && ['recovering', 'reconciling', 'resolved'].includes(moment)
}
