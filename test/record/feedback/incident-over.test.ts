import t, { type Test } from 'tap'

import { tellIncidentOver } from '../../../src/record/feedback/tell-incident-over.ts'
import { mergeTicket } from '../../../src/record/feedback/work-on-ticket.ts'
import { noteIncident } from '../../../src/record/notices/note-incident.ts'
import type { StoredIncident } from '../../../src/store/incidents/incidents.ts'
import { insertIncident } from '../../../src/store/incidents/incidents.ts'
import { HOUR, NOON } from '../../publish/small-wallet.ts'
import { mailingDeskOf } from './desk-of.ts'

const INCIDENT: StoredIncident = {
  id: 'incident0001',
  title: { 'zh-CN': '付款码用不了', en: 'The payment code does not work' },
  phase: 'investigating',
  impact: 'major',
  origin: 'operator',
  publication: 'published',
  startedAt: NOON - HOUR,
  money: false,
  answers: {},
  components: [],
  updates: [],
}

async function storyOf(t: Test) {
  const { db, desk, give } = await mailingDeskOf(t)
  const { updates: _, components: __, ...row } = INCIDENT
  await insertIncident(db, row)
  const phases: StoredIncident['phase'][] = []
  return {
    desk,
    give,
    /** The incident's next word. */
    say: async (phase: StoredIncident['phase']) => {
      phases.unshift(phase)
      const updates = phases.map((one, index) => ({
        id: `u${index}`,
        phase: one,
        body: INCIDENT.title,
        at: NOON,
        author: 'operator' as const,
      }))
      await noteIncident(db, { ...INCIDENT, phase, updates })
    },
    told: async () => {
      const rows = await db
        .selectFrom('notices')
        .select(['subject_id', 'moment'])
        .where('subject', '=', 'ticket')
        .orderBy('num')
        .execute()
      return rows.map(({ subject_id: ref, moment }) => `${ref} ${moment}`)
    },
  }
}

t.test('every ticket of an incident is told once that it is over, whoever linked it', async (t) => {
  const { desk, give, say, told } = await storyOf(t)
  await say('investigating')
  const mine = await give('lin@example.com', INCIDENT.id)
  const merged = await give('ann@example.com')
  await give('13800000000', INCIDENT.id)
  await give('ben@example.com')
  await mergeTicket(desk, { ref: merged.ref, incidentId: INCIDENT.id }, NOON)
  await mergeTicket(desk, { ref: mine.ref, incidentId: INCIDENT.id }, NOON)
  t.strictSame(await told(), [`${merged.ref} merged`], 'who linked it knows')
  await say('resolved')
  t.equal(await tellIncidentOver(desk, NOON + HOUR), 2)
  t.equal(await tellIncidentOver(desk, NOON + HOUR), 0)
  await say('postmortem')
  await say('investigating')
  await say('resolved')
  t.equal(await tellIncidentOver(desk, NOON + 2 * HOUR), 0, 'once, however often it comes back')
  t.strictSame((await told()).slice(1), [`${mine.ref} incident_over`, `${merged.ref} incident_over`])
})

t.test('an incident that comes back before they are told is not over', async (t) => {
  const { desk, give, say, told } = await storyOf(t)
  await say('investigating')
  const { ref } = await give('lin@example.com', INCIDENT.id)
  await say('resolved')
  await say('investigating')
  t.equal(await tellIncidentOver(desk, NOON + HOUR), 0)
  await say('resolved')
  t.equal(await tellIncidentOver(desk, NOON + 2 * HOUR), 1)
  t.strictSame(await told(), [`${ref} incident_over`])
})
