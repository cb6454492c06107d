import type { Topic } from '../../domain/subscriber.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import type { FieldProblem } from './subscription-refused.ts'

interface TopicsInput {
  readonly texts: readonly string[]
  /** Accepted before; they may stay though they could not be chosen any more. */
  readonly held: readonly Topic[]
  readonly problems: FieldProblem[]
}

/** Nobody follows more things than a large wallet has; what is more than that is no form of ours. */
const MOST_TOPICS = 2_000

/** Reads what somebody wants to hear of; what is wrong with it joins the problems. */
export async function readTopics(
  db: Db,
  wallet: SubscriberDesk['wallet'],
  { texts, held, problems }: TopicsInput,
): Promise<readonly Topic[]> {
  const refused = (problem: string): Topic[] => {
    problems.push({ field: 'topics', problem })
    return []
  }
  const distinct = [...new Set(texts)]
  if (distinct.length === 0) return refused('topics_none')
  if (distinct.length > MOST_TOPICS) return refused('topics_unknown')
  const topics: Topic[] = []
  for (const text of distinct) {
    const topic = topicOf(text)
    if (topic === undefined) return refused('topics_unknown')
    const isHeld = held.some(({ kind, id }) => kind === topic.kind && id === topic.id)
    const problem = isHeld ? undefined : await problemWith(db, wallet, topic)
    if (problem !== undefined) return refused(problem)
    topics.push(topic)
  }
  return withoutIncluded(topics)
}

/** Everything includes the rest. */
export function withoutIncluded(topics: readonly Topic[]): readonly Topic[] {
  const everything = topics.filter(({ kind }) => kind === 'everything')
  return everything.length > 0 ? everything : topics
}

function topicOf(text: string): Topic | undefined {
  switch (text) {
    case 'everything':
    case 'maintenance':
    case 'announcements':
      return { kind: text, id: '' }
    default: {
      const [, kind, id = ''] = /^(group|component|incident):([^:]{1,100})$/.exec(text) ?? []
      return kind === 'group' || kind === 'component' || kind === 'incident' ? { kind, id } : undefined
    }
  }
}

async function problemWith(
  db: Db,
  wallet: SubscriberDesk['wallet'],
  { kind, id }: Topic,
): Promise<string | undefined> {
  const known = (things: readonly { readonly id: string }[]) =>
    things.some((thing) => thing.id === id) ? undefined : 'topics_unknown'
  switch (kind) {
    case 'group':
      return known(wallet.groups)
    case 'component':
      return known(wallet.components)
    case 'incident': {
      const incident = await incidentById(db, id)
      if (incident?.publication !== 'published') return 'topics_unknown'
      return incident.resolvedAt === undefined ? undefined : 'incident_over'
    }
    case 'operators':
      return 'topics_unknown'
    case 'everything':
    case 'maintenance':
    case 'announcements':
      return undefined
    default:
      return kind satisfies never
  }
}
