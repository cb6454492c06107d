import type { LocalText } from '../../../domain/locale.ts'
import type { PublicComponent, PublicGroup } from '../../snapshot/snapshot.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import type { TypedSubscription } from './typed-subscription.ts'

interface Choice {
  readonly value: string
  readonly label: string
  readonly checked: boolean
}

/** What can be followed, as it was chosen. */
export function topicChoices(
  context: PageContext,
  { scope, topics }: TypedSubscription,
  incident: { readonly id: string; readonly title: LocalText } | undefined,
) {
  const { words, snapshot } = context
  const chosen = new Set(topics)
  const choice = (value: string, label: string): Choice => ({ value, label, checked: chosen.has(value) })
  const own = (name: string) => words.say(`subscribe:topic.${name}`)
  const groupView = (group: PublicGroup) => {
    const whole = choice(`group:${group.id}`, own('group'))
    const components = group.components.map((component) => ({
      ...choice(`component:${component.id}`, plainText(words, component.name)),
      parts: component.parts.map((part) => partChoice(context, part, choice)),
    }))
    const isOpen = [whole, ...components, ...components.flatMap(({ parts }) => parts)].some(
      ({ checked }) => checked,
    )
    return { name: plainText(words, group.name), whole, components, open: isOpen }
  }
  return {
    everything: scope === 'everything',
    incident:
      incident === undefined
        ? null
        : {
            value: `incident:${incident.id}`,
            label: words.say('subscribe:topic.incident', { title: plainText(words, incident.title) }),
            checked: scope === `incident:${incident.id}`,
          },
    chosen: scope === 'chosen',
    plain: [choice('maintenance', own('maintenance')), choice('announcements', own('announcements'))],
    groups: snapshot.groups.map(groupView),
  }
}

function partChoice(
  { words }: PageContext,
  { id, name }: PublicComponent,
  choice: (value: string, label: string) => Choice,
): Choice {
  return choice(`component:${id}`, plainText(words, name))
}
