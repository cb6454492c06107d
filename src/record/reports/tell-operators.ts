import type { Texts } from '../../lib/text.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'

/** Tells operators of a draft that reports have brought about: once, in the transaction that makes it. */
export async function tellOperators(
  tx: Db,
  texts: Texts,
  told: { incident: StoredIncident; level: number; usual: number; now: number },
): Promise<void> {
  const { incident, level, usual, now } = told
  const figures = { level: Math.round(level), usual: Math.round(usual) }
  await noteForOperators(
    tx,
    {
      kind: 'reports',
      ref: incident.id,
      title: incident.title,
      body: texts.sayAll('report:operators', () => figures),
    },
    now,
  )
}
