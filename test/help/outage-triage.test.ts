import fc from 'fast-check'
import t from 'tap'

import { STATES } from '../../src/domain/state.ts'
import { SYMPTOM_CAUSES } from '../../src/domain/symptom.ts'
import { triageOutage, type TriageFacts } from '../../src/help/outage-triage.ts'

const calm: TriageFacts = {
  chosen: false,
  components: [
    { id: 'debit-card', kind: 'channel', state: 'operational' },
    { id: 'payment-code', kind: 'function', state: 'operational' },
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
  const facts = {
    ...calm,
    chosen: true,
    components: [{ id: 'payment-code', kind: 'function' as const, state: 'operational' as const }],
  }
  const triage = triageOutage({ ...facts, incidents: [{ id: 'i1', componentIds: ['debit-card'] }] })
  t.equal(triage.answer, 'unseen')
  t.same(triage.incidentIds, [])
  t.end()
})

void t.test('what nobody has looked at is never called working', (t) => {
  const unseen = {
    ...calm,
    components: [...calm.components, { id: 'otp', kind: 'function' as const, state: 'unknown' as const }],
  }
  t.equal(triageOutage(unseen).answer, 'blind')
  t.equal(triageOutage({ ...calm, components: [] }).answer, 'blind')
  t.end()
})

void t.test('planned work is neither ours nor the reader’s', (t) => {
  const triage = triageOutage({
    ...calm,
    components: [{ id: 'debit-card', kind: 'channel', state: 'maintenance' }],
  })
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

const bank = (id: string, state: TriageFacts['components'][number]['state']) =>
  ({ id, kind: 'bank', state }) as const

void t.test('where only a bank is hit, it is the bank’s, and its channel comes along', (t) => {
  const channel = { id: 'debit-card', kind: 'channel', state: 'partial_outage' } as const
  const components = [channel, bank('maple', 'major_outage'), bank('river', 'operational')]
  t.equal(triageOutage({ ...calm, components }).answer, 'bank')
  const all = [{ ...channel, state: 'major_outage' as const }, bank('maple', 'major_outage')]
  t.equal(triageOutage({ ...calm, components: all }).answer, 'ours', 'a whole channel is no bank’s')
  t.end()
})

for (const [cause, whenCalm, whenBlind] of [
  ['network', 'yours', 'blind'],
  ['app', 'yours', 'blind'],
  ['sign_in', 'yours', 'blind'],
  ['limit', 'yours', 'yours'],
  ['balance', 'yours', 'yours'],
  ['bank', 'their_bank', 'their_bank'],
  ['restricted', 'restricted', 'restricted'],
  ['charged', 'charged', 'charged'],
  ['ours', 'unconfirmed', 'blind'],
] as const) {
  void t.test(`a symptom of ${cause} speaks where nothing of ours fails`, (t) => {
    t.equal(triageOutage({ ...calm, cause }).answer, whenCalm)
    t.equal(triageOutage({ ...calm, components: [], cause }).answer, whenBlind)
    const down = {
      ...calm,
      cause,
      components: [{ id: 'x', kind: 'function', state: 'major_outage' } as const],
    }
    t.equal(triageOutage(down).answer, 'ours', 'and never against what we see')
    t.end()
  })
}

const facts: fc.Arbitrary<TriageFacts> = fc.record(
  {
    chosen: fc.boolean(),
    components: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        kind: fc.constantFrom('function', 'channel', 'bank'),
        state: fc.constantFrom(...STATES),
      }),
      { maxLength: 5 },
    ),
    incidents: fc.array(
      fc.record({ id: fc.constantFrom('i', 'j'), componentIds: fc.array(fc.constantFrom('a', 'b', 'x')) }),
      { maxLength: 3 },
    ),
    announcements: fc.constant([]),
    cause: fc.constantFrom(...SYMPTOM_CAUSES),
  },
  { requiredKeys: ['chosen', 'components', 'incidents', 'announcements'] },
)

void t.test(
  'nobody is told that it is theirs, or to restart, while something they asked about is out',
  (t) => {
    fc.assert(
      fc.property(facts, (given) => {
        const { answer, restartHelps, checkYourself, incidentIds } = triageOutage(given)
        const out = given.components.some(({ state }) => state === 'major_outage')
        if (!out && incidentIds.length === 0) return
        t.ok(answer === 'ours' || answer === 'bank', JSON.stringify(given))
        t.notOk(restartHelps || checkYourself)
      }),
    )
    t.end()
  },
)

void t.test('a restriction or a limit is never called ours while all is well', (t) => {
  fc.assert(
    fc.property(facts, fc.constantFrom('restricted', 'limit', 'balance'), (given, cause) => {
      const components = given.components.map((one) => ({ ...one, state: 'operational' as const }))
      const { answer } = triageOutage({ ...given, components, incidents: [], cause })
      t.ok(answer === 'restricted' || answer === 'yours', answer)
    }),
  )
  t.end()
})
