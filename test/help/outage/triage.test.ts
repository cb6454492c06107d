import fc from 'fast-check'
import t from 'tap'

import { STATES, type State } from '../../../src/domain/state.ts'
import { SYMPTOM_CAUSES } from '../../../src/domain/symptom.ts'
import { triageOutage, type AskedComponent, type TriageFacts } from '../../../src/help/outage/triage.ts'
import { speaksForItself } from '../../../src/help/outage/whose-trouble.ts'

const part = (id: string, state: State, more: Partial<AskedComponent> = {}): AskedComponent => ({
  id,
  kind: 'function',
  state,
  ...more,
})
const way = (id: string, state: State) => part(id, state, { kind: 'channel', serves: true })
const bank = (id: string, state: State) => part(id, state, { kind: 'bank', parentId: 'card' })

const given = (components: readonly AskedComponent[], more: Partial<TriageFacts> = {}): TriageFacts => ({
  chosen: true,
  components,
  upstreamShare: 0.6,
  incidents: [],
  announcements: [],
  ...more,
})
const works = [way('card', 'operational'), way('cash', 'operational')]
const onCard = { id: 'i1', componentIds: ['card'] }
const onBoth = { id: 'i2', componentIds: ['card', 'cash'] }

t.test('once the service is back, an incident that is still open is no reason to blame it', async (t) => {
  const back = { incidents: [{ ...onBoth, back: true }] }
  const { answer, incidentIds, restartHelps, checkYourself } = triageOutage(given(works, back))
  t.equal(answer, 'back')
  t.strictSame(incidentIds, ['i2'], 'and it is shown all the same')
  t.ok(restartHelps && checkYourself, 'what is left may lie with the phone')
  const answerTo = (cause: NonNullable<TriageFacts['cause']>) =>
    triageOutage(given(works, { ...back, cause })).answer
  t.equal(answerTo('ours'), 'back')
  t.equal(answerTo('network'), 'yours')
  t.equal(answerTo('charged'), 'charged')
  t.equal(triageOutage(given([way('card', 'major_outage')], back)).answer, 'ours', 'what is out again counts')
})

/* What we see decides, whatever the symptom says. */
for (const [name, facts, answer] of [
  ['every way out', given([way('card', 'major_outage'), way('cash', 'partial_outage')]), 'ours'],
  ['one way of two out', given([way('card', 'major_outage'), way('cash', 'operational')]), 'partly'],
  [
    'one way out and the other in maintenance',
    given([way('card', 'major_outage'), way('cash', 'maintenance')]),
    'partly',
  ],
  ['an incident on every way, all lights green', given(works, { incidents: [onBoth] }), 'ours'],
  ['an incident on one way, all lights green', given(works, { incidents: [onCard] }), 'partly'],
  ['something beside the ways slow', given([...works, part('x', 'degraded')]), 'partly'],
  ['a lifeline out', given([...works, part('freeze', 'major_outage')]), 'partly'],
  ['one bank out', given([...works, bank('maple', 'major_outage')]), 'bank'],
  [
    'one bank out and its channel with it in part',
    given([way('card', 'partial_outage'), bank('maple', 'major_outage')]),
    'bank',
  ],
  [
    'a bank and its whole channel out',
    given([way('card', 'major_outage'), bank('maple', 'major_outage')]),
    'ours',
  ],
  ['every way in maintenance', given([way('card', 'maintenance')]), 'planned'],
] as const) {
  t.test(`${name} is ${answer}, whatever was seen`, async (t) => {
    for (const cause of [undefined, ...SYMPTOM_CAUSES]) {
      const triage = triageOutage({ ...facts, ...(cause && { cause }), reportsAboveUsual: true })
      t.equal(triage.answer, answer, cause ?? 'nothing said')
      t.notOk(triage.restartHelps, 'and nobody is sent to restart anything')
    }
  })
}

t.test('a few banks of a channel are the banks, and most of them together are us', async (t) => {
  const channelOf = (out: number) => [
    way('card', 'partial_outage'),
    way('cash', 'operational'),
    ...[1, 2, 3, 4, 5, 6].map((nth) => bank(`bank-${nth}`, nth <= out ? 'major_outage' : 'operational')),
  ]
  t.equal(triageOutage(given(channelOf(2))).answer, 'bank')
  t.equal(triageOutage(given(channelOf(3))).answer, 'bank')
  t.equal(triageOutage(given(channelOf(4))).answer, 'partly')
})

t.test('an incident counts by what of it fails now', async (t) => {
  const incident = { id: 'i4', componentIds: ['card', 'cash', 'maple'], failingIds: ['maple'] }
  const now = [...works, bank('maple', 'major_outage'), bank('river', 'operational')]
  t.equal(triageOutage(given(now, { incidents: [incident] })).answer, 'bank')
})

/* Nothing of ours is seen: the symptom speaks, and what we cannot see is never called working. */
for (const [cause, calm, blind, planned, reported] of [
  [undefined, 'unseen', 'blind', 'planned_partly', 'reported'],
  ['network', 'yours', 'blind', 'yours', 'reported'],
  ['app', 'yours', 'blind', 'yours', 'reported'],
  ['sign_in', 'yours', 'blind', 'yours', 'reported'],
  ['limit', 'yours', 'yours', 'yours', 'yours'],
  ['balance', 'yours', 'yours', 'yours', 'yours'],
  ['too_often', 'yours', 'yours', 'yours', 'yours'],
  ['not_offered', 'yours', 'yours', 'yours', 'yours'],
  ['bank', 'their_bank', 'their_bank', 'planned_partly', 'reported'],
  ['restricted', 'restricted', 'restricted', 'restricted', 'restricted'],
  ['charged', 'charged', 'charged', 'charged', 'charged'],
  ['ours', 'unconfirmed', 'blind', 'planned_partly', 'reported'],
] as const) {
  t.test(`${cause ?? 'nothing said'}: ${calm} while all is well`, async (t) => {
    const answer = (components: readonly AskedComponent[], more: Partial<TriageFacts> = {}) =>
      triageOutage(given(components, { ...(cause && { cause }), ...more })).answer
    t.equal(answer(works), calm)
    t.equal(answer([...works, part('otp', 'unknown')]), blind)
    t.equal(answer([]), blind)
    t.equal(answer([...works, bank('maple', 'maintenance')]), planned, 'one bank at work')
    t.equal(answer(works, { reportsAboveUsual: true }), reported)
  })
}

t.test(
  'what a symptom comes from explains it, except that no network is said for many reasons',
  async (t) => {
    const otp = part('otp', 'degraded', { explains: true })
    t.equal(triageOutage(given([otp], { cause: 'sign_in' })).answer, 'ours')
    t.equal(triageOutage(given([otp], { cause: 'network' })).answer, 'partly')
  },
)

t.test('an incident elsewhere explains nothing, and is named apart', async (t) => {
  const triage = triageOutage(given([way('code', 'operational')], { incidents: [onCard] }))
  t.equal(triage.answer, 'unseen')
  t.same([triage.incidentIds, triage.elsewhereIds], [[], ['i1']])
  t.ok(triage.restartHelps)
  t.same(
    triageOutage(given(works, { chosen: false, incidents: [onCard] })).elsewhereIds,
    [],
    'nothing is elsewhere for who asks about everything',
  )
})

t.test('the gravest comes first', async (t) => {
  const hit = [way('a', 'degraded'), way('b', 'major_outage'), part('c', 'partial_outage')]
  const triage = triageOutage(given(hit, { incidents: [onBoth, { id: 'i3', componentIds: ['b'] }] }))
  t.same(triage.impairedIds, ['b', 'c', 'a'])
  t.same(triage.incidentIds, ['i3'])
})

t.test('restarting is advised for an app, a network or the unexplained, and for nothing else', async (t) => {
  const helps = SYMPTOM_CAUSES.filter((cause) => triageOutage(given(works, { cause })).restartHelps)
  t.same(helps, ['ours', 'network', 'app'])
  t.ok(triageOutage(given(works)).restartHelps)
})

t.test(
  'announcements for the outage page, and those on what was chosen, are the ones that matter',
  async (t) => {
    const announcements = [
      { id: 'scam', helpTopics: ['outage'], componentIds: [] },
      { id: 'terms', helpTopics: [], componentIds: [] },
      { id: 'card', helpTopics: [], componentIds: ['card'] },
    ] as const
    t.same(triageOutage(given(works, { announcements })).announcementIds, ['scam', 'card'])
    t.same(triageOutage(given(works, { announcements, chosen: false })).announcementIds, ['scam'])
  },
)

const anything: fc.Arbitrary<TriageFacts> = fc.record(
  {
    chosen: fc.boolean(),
    upstreamShare: fc.constant(0.6),
    components: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        kind: fc.constantFrom('function', 'channel', 'bank'),
        state: fc.constantFrom(...STATES),
        serves: fc.boolean(),
        explains: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    incidents: fc.array(
      fc.record({ id: fc.constantFrom('i', 'j'), componentIds: fc.array(fc.constantFrom('a', 'b', 'x')) }),
      { maxLength: 3 },
    ),
    announcements: fc.constant([]),
    cause: fc.constantFrom(...SYMPTOM_CAUSES),
    reportsAboveUsual: fc.boolean(),
  },
  { requiredKeys: ['chosen', 'upstreamShare', 'components', 'incidents', 'announcements'] },
)
const BLAMES_US: readonly string[] = ['ours', 'partly', 'bank']

t.test('nobody is told that it is theirs while something they asked about is out', async () => {
  fc.assert(
    fc.property(anything, (facts) => {
      const { answer, incidentIds } = triageOutage(facts)
      const out = facts.components.some(({ state }) => state === 'major_outage')
      return !(out || incidentIds.length > 0) || BLAMES_US.includes(answer)
    }),
  )
})

t.test('nobody is sent to restart or to check a phone while an incident matches', async () => {
  fc.assert(
    fc.property(anything, (facts) => {
      const { incidentIds, restartHelps, checkYourself } = triageOutage(facts)
      return incidentIds.length === 0 || !(restartHelps || checkYourself)
    }),
  )
})

t.test('nothing is called ours while all is well, a restriction or a limit least of all', async () => {
  fc.assert(
    fc.property(anything, (facts) => {
      const components = facts.components.map((one) => ({ ...one, state: 'operational' as const }))
      const { answer } = triageOutage({ ...facts, components, incidents: [] })
      const { cause } = facts
      if (BLAMES_US.includes(answer)) return false
      return cause === undefined || !speaksForItself(cause) || answer === 'yours' || answer === 'restricted'
    }),
  )
})
