import { shortAnswers } from '../pages/incidents/answers.ts'
import { incidentNames } from '../../lib/words/component-names.ts'
import { plainText } from '../../lib/words/local-text.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { PublicIncident } from '../snapshot/snapshot.ts'
import { entryId, type Entry } from './entry.ts'
import { entryBody, list, paragraph, textOf } from './entry-body.ts'
import { markedDemo } from './feed-links.ts'
import { lastingContext } from './lasting-context.ts'

/** One entry for an incident from its first word to its last: the answers, then every word, newest first. */
export function incidentEntry(reading: PageContext, incident: PublicIncident): Entry {
  const updatedAt = Math.max(incident.updates[0]?.at ?? 0, incident.publishedAt)
  const context = lastingContext(reading, updatedAt)
  const { words, prefix, deps } = context
  const phase = words.say(`state:phase.${incident.phase}`)
  const url = `${deps.wallet.page.publicUrl}${prefix}/incidents/${incident.id}`
  const title = plainText(words, incident.title)
  const latest = incident.updates[0]
  return {
    id: entryId('incident', incident.id, context.locale),
    kind: 'incident',
    url,
    title: markedDemo(context, words.say('page:incident.title', { title, phase })),
    summary: latest === undefined ? phase : plainText(words, latest.body),
    publishedAt: incident.publishedAt,
    updatedAt,
    ...entryBody(context, {
      kind: 'incident',
      url,
      blocks: [
        paragraph(phase, affected(context, incident)),
        list(words.say('feed:answers', { zone: words.zoneName }), answers(context, incident)),
        list(words.say('feed:updates', { zone: words.zoneName }), updates(context, incident)),
      ],
    }),
  }
}

function affected({ words, place, deps }: PageContext, { components }: PublicIncident): string {
  const names = incidentNames(words, components, { wallet: deps.wallet, place })
  return names.length === 0 ? '' : words.say('feed:affected', { names: words.list(names) })
}

function answers(context: PageContext, incident: PublicIncident): string[] {
  const { words } = context
  return shortAnswers(context, incident).map(({ label, lines }) =>
    words.say('feed:answer', { label, text: lines.map(textOf).join(words.locale === 'en' ? ' ' : '') }),
  )
}

function updates({ words, now }: PageContext, incident: PublicIncident): string[] {
  return incident.updates.map(({ at, phase, body }) =>
    words.say('feed:update', {
      time: words.dateClock(at, now).text,
      phase: words.say(`state:phase.${phase}`),
      text: plainText(words, body),
    }),
  )
}
