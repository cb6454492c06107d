import type { Topic } from '../../domain/subscriber.ts'
import { withoutIncluded } from './read-topics.ts'
import type { Wishes } from './read-wishes.ts'

/**
 * Standing wishes with more that is asked for. Nothing that somebody hears of is lost by asking: who is told anyway is
 * not forgotten after one word, and goes on as before; who waited for one word only is told as the new asking says.
 */
export function joinWishes(standing: Wishes, asked: Wishes): Wishes {
  const { locale, detail, once, quiet } = standing
  const topics = withoutIncluded(distinct([...standing.topics, ...asked.topics]))
  return once ? { ...asked, locale, topics } : { locale, detail, once, topics, ...(quiet && { quiet }) }
}

function distinct(topics: readonly Topic[]): Topic[] {
  return [...new Map(topics.map((topic) => [`${topic.kind}:${topic.id}`, topic])).values()]
}
