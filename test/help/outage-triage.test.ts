import t from 'tap'

import { triageOutage, type TriageFacts } from '../../src/help/outage-triage.ts'

const calm: TriageFacts = {
  chosen: false,
  components: [
    { id: 'debit-card', state: 'operational' },
    { id: 'payment-code', state: 'operational' },
  ],
  incidents: [],
  announcements: [],
}

void t.test('when all that was looked at works, the phone is worth checking', (t) => {
  const { answer, restartHelps } = triageOutage(calm)
  t.equal(answer, 'unseen')
  t.equal(restartHelps, true)
  t.end()
})

void t.test('an incident that matches beats a green light, and a restart will not help', (t) => {
  const triage = triageOutage({ ...calm, incidents: [{ id: 'i1', componentIds: ['debit-card'] }] })
  t.equal(triage.answer, 'ours')
  t.equal(triage.restartHelps, false)
  t.same(triage.incidentIds, ['i1'])
  t.end()
})

void t.test('an incident elsewhere does not explain what the reader chose', (t) => {
  const facts = { ...calm, chosen: true, components: [{ id: 'payment-code', state: 'operational' as const }] }
  const triage = triageOutage({ ...facts, incidents: [{ id: 'i1', componentIds: ['debit-card'] }] })
  t.equal(triage.answer, 'unseen')
  t.same(triage.incidentIds, [])
  t.end()
})

void t.test('what nobody has looked at is never called working', (t) => {
  const unseen = { ...calm, components: [...calm.components, { id: 'otp', state: 'unknown' as const }] }
  t.equal(triageOutage(unseen).answer, 'blind')
  t.equal(triageOutage({ ...calm, components: [] }).answer, 'blind')
  t.end()
})

void t.test('planned work is neither ours nor the reader’s', (t) => {
  const triage = triageOutage({ ...calm, components: [{ id: 'debit-card', state: 'maintenance' }] })
  t.equal(triage.answer, 'planned')
  t.equal(triage.restartHelps, false)
  t.end()
})

void t.test(
  'announcements for outages are shown to all, those about one component to whoever asks for it',
  (t) => {
    const announcements = [
      { id: 'general', helpTopics: ['outage' as const], componentIds: [] },
      { id: 'card', helpTopics: [], componentIds: ['debit-card'] },
      { id: 'holiday', helpTopics: ['hotline' as const], componentIds: [] },
    ]
    t.same(triageOutage({ ...calm, announcements }).announcementIds, ['general'])
    t.same(triageOutage({ ...calm, chosen: true, announcements }).announcementIds, ['general', 'card'])
    t.end()
  },
)
