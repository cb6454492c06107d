import t from 'tap'

import type { State } from '../../src/domain/state.ts'
import { concerns, isExplained } from '../../src/judge/explained-reports.ts'

const components = [
  { id: 'pay' },
  { id: 'debit' },
  { id: 'harbour', parentId: 'debit' },
  { id: 'maple', parentId: 'debit' },
]
const about = (...named: readonly (readonly [string, State])[]) => ({
  phase: 'investigating' as const,
  components: named.map(([componentId, worst]) => ({ componentId, worst })),
})
const explained = (id: string, states: Record<string, State>, incidents: ReturnType<typeof about>[] = []) =>
  isExplained(id, { components, stateOf: (one) => states[one] ?? 'operational', incidents })

t.test('what is seen to fail or under work needs no reports to be known', async (t) => {
  for (const state of ['degraded', 'partial_outage', 'major_outage', 'maintenance'] as const)
    t.ok(explained('pay', { pay: state }), state)
  t.notOk(explained('pay', { pay: 'operational' }))
  t.notOk(explained('pay', { pay: 'unknown' }), 'nobody looked, so readers are all we have')
})

t.test('a channel that is out explains its banks; one that suffers from another bank does not', async (t) => {
  t.ok(explained('maple', { debit: 'major_outage' }))
  t.notOk(explained('maple', { debit: 'partial_outage', harbour: 'major_outage' }))
  t.notOk(concerns(about(['harbour', 'major_outage'], ['debit', 'partial_outage']), 'maple', components))
  t.ok(concerns(about(['harbour', 'major_outage'], ['debit', 'major_outage']), 'maple', components))
  t.ok(concerns(about(['debit', 'degraded']), 'maple', components), 'said of the channel as such')
})

t.test('an incident about it explains it until the service is back', async (t) => {
  const incident = about(['pay', 'degraded'])
  t.ok(explained('pay', {}, [incident]))
  t.notOk(explained('debit', {}, [incident]))
  for (const phase of ['monitoring', 'reconciling'] as const)
    t.notOk(
      isExplained('pay', { components, stateOf: () => 'operational', incidents: [{ ...incident, phase }] }),
    )
})
