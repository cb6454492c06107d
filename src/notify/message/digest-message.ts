import type { Message } from '../../domain/message.ts'
import type { Notice } from '../../domain/notice.ts'
import { SEVERITY } from '../../domain/state.ts'
import { iso } from './data.ts'
import { type MessageContext, oneLine, senderOf } from './message-context.ts'

const COUNTED = ['incident', 'maintenance', 'announcement'] as const

/**
 * Several notices as one message: the newest word on each subject, in the order they came. It bears the id of the newest
 * of them: an id of its own would be that of no notice, and whoever verified it would read that we never sent it.
 */
export function digestMessage(
  context: MessageContext,
  { parts, now }: { readonly parts: readonly Message[]; readonly now: number },
): Message {
  const { words } = context
  const id = parts.at(-1)?.id
  if (id === undefined) throw new Error('A digest is of at least one notice.')
  const counts = COUNTED.flatMap((kind) => {
    const count = parts.filter((part) => part.kind === kind).length
    return count === 0 ? [] : [words.say(`notice:digest.${kind}`, { count })]
  })
  const state = parts
    .flatMap((part) => part.state ?? [])
    .toSorted((a, b) => SEVERITY[b] - SEVERITY[a])
    .at(0)
  const sender = senderOf(context)
  return {
    locale: context.locale,
    kind: 'digest',
    id,
    title: oneLine(words.say('notice:digest.title', { sender, counts: words.list(counts) })),
    ...(state && { state }),
    lead: words.say('notice:digest.lead', { count: parts.length }),
    facts: [],
    scam: words.say('notice:scam'),
    sender,
    page: { label: words.say('notice:digest.page'), url: context.home },
    parts,
    data: { type: 'digest', id, at: iso(now), parts: parts.map(({ data }) => data) },
  }
}

/** The newest of each subject, oldest first. */
export function newestOfEach(notices: readonly Notice[]): Notice[] {
  const inOrder = notices.toSorted((a, b) => a.num - b.num)
  const newest = new Map(inOrder.map((notice) => [subjectOf(notice), notice]))
  return inOrder.filter((notice) => newest.get(subjectOf(notice)) === notice)
}

function subjectOf({ news }: Notice): string {
  return `${news.subject} ${news.subjectId}`
}
