import t from 'tap'

import { describeIncident, showIncident } from '../../src/cli/show/show-incident.ts'
import type { StoredIncident } from '../../src/store/incidents/incidents.ts'

const incident: StoredIncident = {
  id: 'abcdefghijkm',
  title: { 'zh-CN': '充值失败', en: 'Top-up fails' },
  phase: 'identified',
  impact: 'major',
  origin: 'probe',
  publication: 'published',
  startedAt: 0,
  money: true,
  answers: {},
  components: ['a', 'b', 'c', 'd', 'e'].map((componentId) => ({
    componentId,
    worst: 'major_outage',
    joinedAt: 0,
  })),
  updates: [],
}

t.test('a list names three components of an incident and counts the rest', async (t) => {
  t.match(describeIncident(incident, 'UTC'), '(a major_outage, b major_outage, c major_outage and 2 more)')
  const three = { ...incident, components: incident.components.slice(0, 3) }
  t.match(describeIncident(three, 'UTC'), '(a major_outage, b major_outage, c major_outage)')
})

t.test('an incident by itself names all of them', async (t) => {
  t.match(showIncident(incident, 'UTC'), 'd major_outage, e major_outage)')
})
