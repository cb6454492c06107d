import t from 'tap'

import type { State } from '../../src/domain/state.ts'
import { unite } from '../../src/record/incidents/one-cause.ts'
import type { StoredIncident } from '../../src/store/incidents/incidents.ts'
import { MINUTE, TEN } from './story.ts'

const NOW = TEN + 5 * MINUTE

function incident(id: string, worst: Readonly<Record<string, State>>, more: Partial<StoredIncident> = {}) {
  const components = Object.entries(worst).map(([componentId, state]) => ({
    componentId,
    worst: state,
    joinedAt: TEN,
  }))
  return {
    id,
    title: {},
    phase: 'investigating',
    impact: 'major',
    origin: 'probe',
    publication: 'draft',
    startedAt: TEN,
    money: false,
    answers: {},
    updates: [],
    components,
    ...more,
  } as const
}

t.test(
  'what readers have heard nothing of joins at the moment in which it becomes part of their incident',
  async (t) => {
    const into = incident('known', { pay: 'major_outage' }, { publication: 'published', publishedAt: TEN })
    const { components } = unite({ into, drafts: [incident('draft', { bills: 'major_outage' })] }, NOW)
    t.strictSame(
      components.map(({ componentId, joinedAt }) => [componentId, joinedAt]),
      [
        ['pay', TEN],
        ['bills', NOW],
      ],
    )
  },
)

t.test('a part that both hold is held once, at its worst', async (t) => {
  const into = incident('first', { pay: 'degraded', sms: 'major_outage' })
  const draft = incident('second', { pay: 'major_outage', sms: 'degraded' })
  const { components } = unite({ into, drafts: [draft] }, NOW)
  t.strictSame(
    components.map(({ componentId, worst }) => [componentId, worst]),
    [
      ['pay', 'major_outage'],
      ['sms', 'major_outage'],
    ],
  )
})

t.test('a draft that takes in others is published when the first of them would have been', async (t) => {
  const into = incident('first', { pay: 'degraded' }, { publishAt: NOW + 3 * MINUTE })
  const drafts = [
    incident('second', { sms: 'degraded' }, { publishAt: NOW + MINUTE }),
    incident('third', { bills: 'degraded' }, { publishAt: NOW + 2 * MINUTE }),
  ]
  t.equal(unite({ into, drafts }, NOW).publishAt, NOW + MINUTE)
})

t.test('what is published already has no time to be published at', async (t) => {
  const into = incident('known', { pay: 'degraded' }, { publication: 'published', publishedAt: TEN })
  const drafts = [incident('draft', { sms: 'degraded' }, { publishAt: NOW + MINUTE })]
  t.equal(unite({ into, drafts }, NOW).publishAt, undefined)
})

t.test('it is about money once any part of it is, and began with the first of them', async (t) => {
  const into = incident('first', { sms: 'degraded' }, { startedAt: TEN + MINUTE })
  const draft = incident('second', { pay: 'degraded' }, { money: true, startedAt: TEN })
  t.match(unite({ into, drafts: [draft] }, NOW), { id: 'first', money: true, startedAt: TEN })
})
