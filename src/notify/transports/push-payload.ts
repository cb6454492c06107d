import { createHash } from 'node:crypto'

import type { Letter, Message } from '../../domain/message.ts'
import type { Texts } from '../../lib/text.ts'
import { cut } from './plain-words.ts'

/** Push services take 4,096 bytes, encrypted; some phones show less than that of a notification anyway. */
const MAX_BYTES = 3_000
const MAX_TITLE = 120
/** What is left of the story at each further try to make it fit, characters. */
const LEADS = [400, 200, 100]

/** What the service worker is told (templates/assets/sw.js). */
interface PushPayload {
  readonly title: string
  readonly body: string
  readonly url: string
  /** Of two notifications with the same one, the newer replaces the older. */
  readonly tag: string
  readonly lang: string
  readonly unsubscribe: { readonly label: string; readonly url: string }
}

/** As JSON, of at most three thousand bytes: the story is cut first; which notice it is, which /verify asks for, stays whole. */
export function pushPayload({ message, links }: Letter, texts: Pick<Texts, 'say'>): string {
  const label = texts.say(message.locale, 'push:unsubscribe')
  const ending = `${cut(message.scam, 200)}\n${texts.say(message.locale, 'push:id', { id: message.id })}`
  const write = (most: number): string =>
    JSON.stringify({
      title: cut(message.title, MAX_TITLE),
      body: `${cut(message.lead, most)}\n${ending}`.trim(),
      url: message.page?.url ?? links.manage ?? '',
      tag: topicOf(message),
      lang: message.locale,
      unsubscribe: { label, url: links.unsubscribe ?? '' },
    } satisfies PushPayload)
  return (
    LEADS.values()
      .map(write)
      .find((json) => Buffer.byteLength(json) <= MAX_BYTES) ?? write(0)
  )
}

/**
 * What a newer message replaces an older one by, shown or still waiting at the push service: the incident, the work, the
 * announcement that both tell of. Hashed, since a push service reads it and takes only 32 characters of base64url.
 */
export function topicOf({ kind, id, data }: Message): string {
  const { subjectId } = data
  const about = typeof subjectId === 'string' ? [kind, subjectId] : [kind, '', id]
  return createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 32)
}
