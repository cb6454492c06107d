import type { Subscriber, Topic } from '../../../domain/subscriber.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { clockOf } from './typed-subscription.ts'

type Wishes = Pick<Subscriber, 'topics' | 'detail' | 'once' | 'quiet' | 'locale'>

/** What somebody wishes for, as facts to read before they say yes to it. */
export function wishesInWords(context: PageContext, { topics, detail, once, quiet, locale }: Wishes) {
  const { words } = context
  const fact = (name: string, value: string) => ({ label: words.say(`subscribe:fact.${name}`), value })
  const names = topics.map((topic) => topicInWords(context, topic))
  return [
    fact('topics', names.join(words.say('page:list.comma'))),
    fact('detail', words.say(`subscribe:detail.${once ? 'once' : detail}.name`)),
    fact('locale', words.say(`subscribe:locale.${locale}`)),
    fact(
      'quiet',
      quiet === undefined
        ? words.say('subscribe:quiet.none')
        : words.say(`page:time.${quiet.from < quiet.to ? 'range' : 'rangeOvernight'}`, {
            from: clockOf(quiet.from),
            to: clockOf(quiet.to),
          }),
    ),
  ]
}

function topicInWords(context: PageContext, { kind, id }: Topic): string {
  const { words, snapshot } = context
  switch (kind) {
    case 'component': {
      const place = context.place(id)
      return place === undefined ? id : fullName(context, place)
    }
    case 'group': {
      const group = snapshot.groups.find((one) => one.id === id)
      return group === undefined ? id : plainText(words, group.name)
    }
    case 'incident': {
      const incident = snapshot.incidents.find((one) => one.id === id)
      if (incident === undefined) return words.say('subscribe:topic.oneIncident')
      return words.say('subscribe:topic.incident', { title: plainText(words, incident.title) })
    }
    case 'operators':
      return id
    case 'everything':
    case 'maintenance':
    case 'announcements':
      return words.say(`subscribe:topic.${kind}`)
    default:
      return kind satisfies never
  }
}
