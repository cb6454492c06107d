import { maintenanceMoves } from '../../domain/maintenance.ts'
import { plainText } from '../../lib/words/local-text.ts'
import type { Words } from '../../lib/words/words.ts'
import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import { inLanguage } from './components.ts'
import { addressOf, publicCode, rowsOf, updateOf, type IncidentContext } from './incidents.ts'
import { statuspageTime } from './vocabulary.ts'

/** Planned work that is to come or under way; how it was announced and each update of it are its updates. */
export function statuspageMaintenance(
  maintenance: PublicMaintenance,
  context: IncidentContext & { readonly words: Words },
) {
  const id = publicCode('maintenance', maintenance.id)
  const status = maintenance.status === 'in_progress' ? 'in_progress' : 'scheduled'
  const { title, announcedAt, startsAt, endsAt } = maintenance
  const began = status === 'in_progress' ? startsAt : announcedAt
  return {
    id,
    name: inLanguage(title, context.locale),
    status,
    created_at: statuspageTime(announcedAt),
    updated_at: statuspageTime(Math.max(began, maintenance.updates.at(-1)?.at ?? announcedAt)),
    monitoring_at: null,
    resolved_at: null,
    impact: 'maintenance',
    // Planned work has no page of its own; the history of its month shows it.
    shortlink: addressOf('/history', context),
    started_at: statuspageTime(startsAt),
    page_id: context.pageId,
    incident_updates: wordsOf(maintenance, context.words)
      .toReversed()
      .map((word) => updateOf({ ...word, incidentId: id }, context)),
    components: rowsOf(maintenance.componentIds, context),
    scheduled_for: statuspageTime(startsAt),
    scheduled_until: statuspageTime(endsAt),
    reminder_intervals: null,
  }
}

/** What was said of it, oldest first. Another time has no place of its own among updates there, so it is said in words. */
function wordsOf(maintenance: PublicMaintenance, words: Words) {
  const { id, updates, announcedAt, startsAt } = maintenance
  const bodyAfter = (index: number) => updates[index]?.before.body ?? maintenance.body
  const moves = new Map(maintenanceMoves(maintenance).map((move) => [move.at, move]))
  return [
    { id, status: 'scheduled', body: bodyAfter(0), at: announcedAt },
    ...updates.map(({ at }, index) => {
      const move = moves.get(at)
      const body = bodyAfter(index + 1)
      return {
        id: `${id}/${index + 1}`,
        status: at < startsAt ? 'scheduled' : 'in_progress',
        body:
          move === undefined
            ? body
            : { [words.locale]: `${movedInWords(move, words)}\n\n${plainText(words, body)}`.trim() },
        at,
      }
    }),
  ]
}

function movedInWords({ at, from, to }: ReturnType<typeof maintenanceMoves>[number], words: Words): string {
  return words.say('feed:maintenance.when.moved', {
    when: words.dateRange({ fromAt: to.startsAt, toAt: to.endsAt }, at),
    was: words.dateRange({ fromAt: from.startsAt, toAt: from.endsAt }, at),
    time: words.dateClock(at, at).text,
    zone: words.zoneName,
  })
}
