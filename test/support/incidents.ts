import type { State } from '../../src/domain/state.ts'
import { addIncidentComponent, insertIncident, updateIncident } from '../../src/store/incidents/incidents.ts'
import type { Db } from '../../src/store/open.ts'
import { NOON } from '../publish/small-wallet.ts'

/** A published incident of one component that is not over. */
export async function openTestIncident(
  db: Db,
  id: string,
  { componentId, worst = 'major_outage' }: { readonly componentId: string; readonly worst?: State },
): Promise<void> {
  await insertIncident(db, {
    id,
    title: { 'zh-CN': '充值失败', en: 'Top-ups fail' },
    phase: 'investigating',
    impact: 'major',
    origin: 'operator',
    publication: 'published',
    startedAt: NOON,
    publishedAt: NOON,
    money: false,
    answers: {},
  })
  await addIncidentComponent(db, { incidentId: id, componentId, worst, joinedAt: NOON })
}

export async function resolveTestIncident(db: Db, id: string, at: number): Promise<void> {
  await updateIncident(db, { id, phase: 'resolved', resolvedAt: at })
}
