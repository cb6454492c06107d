import { componentIdsOf, type News } from '../domain/notice.ts'
import type { Component } from '../domain/component.ts'
import type { Topic } from '../domain/subscriber.ts'
import type { Audience } from '../store/fan-out.ts'

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/**
 * Who hears of news: those with a topic that it is about, if they want this much. Who follows a channel hears of its
 * banks, and who follows one bank hears that the whole channel is down, but not of another bank.
 */
export function audienceOf(news: Exclude<News, { subject: 'subscriber' }>, components: Parts): Audience {
  return {
    topics: topicsOf(news, components),
    details: isTurn(news) ? ['every_update', 'start_and_end'] : ['every_update'],
    once: worksAgain(news),
  }
}

function topicsOf(news: News, components: Parts): Topic[] {
  const touched = touchedBy(news, components)
  return [
    { kind: 'everything', id: '' },
    ...(news.subject === 'maintenance' ? [{ kind: 'maintenance', id: '' } as const] : []),
    ...(news.subject === 'announcement' ? [{ kind: 'announcements', id: '' } as const] : []),
    ...(news.subject === 'incident' ? [{ kind: 'incident', id: news.subjectId } as const] : []),
    ...[...new Set(touched.map(({ groupId }) => groupId))].map((id) => ({ kind: 'group', id }) as const),
    ...touched.map(({ id }) => ({ kind: 'component', id }) as const),
  ]
}

/** Components that the news is about, with their wholes, and with their parts where it is about all of those. */
function touchedBy(news: News, components: Parts): Parts {
  const ids = new Set(componentIdsOf(news))
  const wholes = new Set(components.flatMap(({ id, parentId }) => (ids.has(id) ? [parentId] : [])))
  const entire = new Set([...ids].filter((id) => isEntire(news, id, wholes)))
  return components.filter(
    ({ id, parentId }) => ids.has(id) || wholes.has(id) || (parentId !== undefined && entire.has(parentId)),
  )
}

/** A channel in which one bank fails is in the incident as well; the customers of its other banks need not hear of it. */
function isEntire(news: News, id: string, wholes: ReadonlySet<string | undefined>): boolean {
  if (news.subject !== 'incident' || !wholes.has(id)) return true
  return news.components.some(({ componentId, worst }) => componentId === id && worst === 'major_outage')
}

/** Beginnings and ends, and the half-end at which only money is still being matched. */
function isTurn(news: News): boolean {
  switch (news.subject) {
    case 'incident':
      return news.moment !== 'updated' && news.moment !== 'recovering'
    case 'maintenance':
      return news.moment !== 'day_before'
    case 'announcement':
    case 'subscriber':
      return true
    default:
      return news satisfies never
  }
}

/** The first word of these that reaches somebody is what they asked to be told once. */
function worksAgain({ subject, moment }: News): boolean {
  return subject === 'incident' && ['recovering', 'reconciling', 'resolved'].includes(moment)
}
