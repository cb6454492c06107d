import type { Component } from '../domain/component.ts'
import type { IncidentNews, PublicNews } from '../domain/notice.ts'
import type { Topic } from '../domain/subscriber.ts'
import { touchedComponents } from '../domain/touched-components.ts'
import type { Audience } from '../store/notices/fan-out.ts'

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/** Who hears of news: those with a topic that it is about, if they want this much. */
export function audienceOf(news: PublicNews, components: Parts): Audience {
  return {
    topics: topicsOf(news, components),
    details: isTurn(news) ? ['every_update', 'start_and_end'] : ['every_update'],
    turnTopics: news.moment === 'updated' ? newlyReached(news, components) : [],
    once: worksAgain(news),
  }
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
  const reached = new Set(topicsOf({ ...news, components: earlier }, components).map(keyOf))
  return topicsOf(news, components).filter((topic) => !reached.has(keyOf(topic)))
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
      return news.moment !== 'day_before'
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
