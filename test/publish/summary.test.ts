import t, { type Test } from 'tap'
import { Value } from 'typebox/value'

import { PHASES } from '../../src/domain/incident.ts'
import { STATES } from '../../src/domain/state.ts'
import { loadTexts } from '../../src/lib/text.ts'
import type { PublicIncident, PublicMaintenance, Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { createSummary } from '../../src/publish/statuspage/summary.ts'
import { both, DAY, HOUR, NOON, smallWallet } from './small-wallet.ts'
import { StatuspageSummary } from './summary-schema.ts'
import { calmSnapshot } from './test-keeper.ts'

const texts = loadTexts('templates/locales')

const summaryOf = async (t: Test, snapshot: Snapshot, locale: 'zh-CN' | 'en' = 'en') => {
  const { body, contentType } = await createSummary({ wallet: smallWallet, texts })(
    snapshot,
    { locale, params: {}, query: {} },
    NOON,
  )
  t.equal(contentType, 'application/json; charset=utf-8')
  const summary = JSON.parse(body)
  t.strictSame([...Value.Errors(StatuspageSummary, summary)], [], 'has the shape clients read')
  return summary
}

const incident = (id: string, fields: Partial<PublicIncident> = {}): PublicIncident => ({
  id,
  title: both(id),
  phase: 'investigating',
  impact: 'major',
  origin: 'probe',
  startedAt: NOON - HOUR,
  publishedAt: NOON - HOUR,
  money: true,
  answers: {},
  components: [{ componentId: 'debit-card-maple', worst: 'major_outage' }],
  updates: [
    { id: 'updatenewer0', phase: 'identified', body: both('newer'), at: NOON, author: 'operator' },
    { id: 'updateolder0', phase: 'investigating', body: both('older'), at: NOON - HOUR, author: 'probe' },
  ],
  ...fields,
})

const maintenance: PublicMaintenance = {
  id: 'spring-work',
  title: both('Spring work'),
  body: both('Cards pause'),
  notAffected: [],
  delayed: [],
  mayFail: [],
  componentIds: ['debit-card'],
  status: 'scheduled',
  startsAt: NOON + DAY,
  endsAt: NOON + DAY + HOUR,
  announcedAt: NOON - DAY,
  sequence: 0,
  updates: [],
}

t.test('a calm wallet', async (t) => {
  const summary = await summaryOf(t, calmSnapshot())
  t.strictSame(summary.status, { indicator: 'none', description: 'All Systems Operational' })
  t.match(summary.page, { name: 'Status', url: 'https://status.example', time_zone: 'Asia/Shanghai' })
  t.equal(summary.page.updated_at, new Date(NOON - 12_000).toISOString())
})

t.test('groups are rows that name their members, banks stand beside their channel', async (t) => {
  const { components } = await summaryOf(t, calmSnapshot())
  const [pay, payment, topUp, ...members] = components
  t.match(
    [pay, topUp],
    [
      { name: 'Pay', group: true },
      { name: 'Top-up', group: true },
    ],
  )
  t.strictSame(pay.components, [payment.id])
  t.strictSame(
    members.map(({ name }: { name: string }) => name),
    ['debit-card', 'debit-card - debit-card-harbour', 'debit-card - debit-card-maple', 'transfer-in'],
  )
  t.strictSame(
    topUp.components,
    members.map(({ id }: { id: string }) => id),
  )
  t.strictSame(
    components.map(({ position }: { position: number }) => position),
    [1, 2, 3, 4, 5, 6, 7],
  )
})

t.test('ids stay the same from build to build and differ from each other', async (t) => {
  const ids = async (): Promise<string[]> => {
    const { components } = await summaryOf(t, calmSnapshot())
    return components.map(({ id }: { id: string }) => id)
  }
  t.strictSame(await ids(), await ids())
  t.equal(new Set(await ids()).size, 7)
})

t.test('incidents and updates newest first, with the whole components they touched', async (t) => {
  const snapshot = calmSnapshot({
    incidents: [
      incident('critical0000', { impact: 'critical', publishedAt: NOON - DAY }),
      incident('minor0000000', { impact: 'minor', monitoringAt: NOON }),
    ],
    maintenances: [maintenance],
  })
  const summary = await summaryOf(t, snapshot)
  t.strictSame(
    summary.incidents.map(({ id }: { id: string }) => id),
    ['minor0000000', 'critical0000'],
  )
  const [first] = summary.incidents
  t.strictSame(
    first.incident_updates.map(({ body }: { body: string }) => body),
    ['newer', 'older'],
  )
  t.equal(first.updated_at, new Date(NOON).toISOString())
  t.equal(first.shortlink, 'https://status.example/en/incidents/minor0000000')
  const row = summary.components.find(({ name }: { name: string }) => name.endsWith('maple'))
  t.strictSame(first.components, [row])
  t.equal(summary.scheduled_maintenances[0].scheduled_for, new Date(NOON + DAY).toISOString())
})

t.test('every phase and every state of ours has a word there, and unseen is not green', async (t) => {
  const phases = calmSnapshot({ incidents: PHASES.map((phase, n) => incident(`incident000${n}`, { phase })) })
  const { incidents } = await summaryOf(t, phases)
  const ended = ['resolved', 'postmortem']
  for (const [n, phase] of PHASES.entries()) {
    const { status } = incidents.find(({ id }: { id: string }) => id === `incident000${n}`)
    t.equal(ended.includes(status), ended.includes(phase), `${phase} is ${status} there`)
  }
  const { groups } = calmSnapshot()
  for (const state of STATES) {
    const changed = groups.map((group) => ({
      ...group,
      components: group.components.map((one) => ({ ...one, state })),
    }))
    const { components } = await summaryOf(t, calmSnapshot({ groups: changed }))
    t.equal(components[1].status === 'operational', state === 'operational', state)
    t.equal(components[0].status === 'operational', state === 'operational', `group, ${state}`)
  }
})

t.test('one bank out does not make its whole group a major outage', async (t) => {
  const { groups } = calmSnapshot()
  const bankOut = groups.map((group) => ({
    ...group,
    components: group.components.map((one) => ({
      ...one,
      state: one.parts.length > 0 ? ('partial_outage' as const) : ('operational' as const),
      parts: one.parts.map((part, index) => ({
        ...part,
        state: index === 0 ? ('major_outage' as const) : ('operational' as const),
      })),
    })),
  }))
  const { components } = await summaryOf(t, calmSnapshot({ groups: bankOut }))
  const topUp = components.find(({ name }: { name: string }) => name === 'Top-up')
  t.equal(topUp.status, 'partial_outage')
})

t.test('the wallet as a whole', async (t) => {
  const indicator = async (level: Snapshot['verdict']['level'], state: Snapshot['verdict']['state']) =>
    (await summaryOf(t, calmSnapshot({ verdict: { level, state, componentIds: [] } }))).status.indicator
  t.equal(await indicator('some_trouble', 'degraded'), 'minor')
  t.equal(await indicator('some_trouble', 'partial_outage'), 'major')
  t.equal(await indicator('wallet_down', 'major_outage'), 'critical')
  t.equal(await indicator('maintenance', 'maintenance'), 'maintenance')
  t.equal(await indicator('blind', 'unknown'), 'minor')
})

t.test('Chinese at the root', async (t) => {
  const { page, incidents } = await summaryOf(
    t,
    calmSnapshot({ incidents: [incident('incident0000')] }),
    'zh-CN',
  )
  t.equal(page.name, 'Status（中）')
  t.equal(incidents[0].shortlink, 'https://status.example/incidents/incident0000')
})

t.test('planned work that was changed says when it is now, and every word on it, newest first', async (t) => {
  const updates = [
    { at: NOON - 2 * HOUR, before: { ...maintenance, endsAt: NOON + DAY + 2 * HOUR } },
    { at: NOON - HOUR, before: maintenance },
  ]
  const changed = { ...maintenance, body: both('Some cards pause'), sequence: 2, updates }
  const summary = await summaryOf(t, calmSnapshot({ maintenances: [changed] }))
  const [work] = summary.scheduled_maintenances
  t.match(work, {
    status: 'scheduled',
    scheduled_for: new Date(NOON + DAY).toISOString(),
    scheduled_until: new Date(NOON + DAY + HOUR).toISOString(),
    created_at: new Date(NOON - DAY).toISOString(),
    updated_at: new Date(NOON - HOUR).toISOString(),
  })
  const words = work.incident_updates.map(({ body }: { body: string }) => body)
  t.match(words, ['Some cards pause', /^When: .*it had been planned for .*\n\nCards pause$/, 'Cards pause'])
  const ids = work.incident_updates.map(({ id }: { id: string }) => id)
  t.equal(new Set(ids).size, 3)
})
