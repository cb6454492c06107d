import t from 'tap'

import { ASKED_AFTER_MS, incidentAskedAbout } from '../../../src/help/incident/incident-asked-about.ts'

const NOW = 1_000_000_000_000
const HOUR = 3_600_000

function incident(id: string, componentId: string, beganHoursAgo: number, endedHoursAgo?: number) {
  return {
    id,
    startedAt: NOW - beganHoursAgo * HOUR,
    components: [{ componentId }],
    ...(endedHoursAgo !== undefined && { resolvedAt: NOW - endedHoursAgo * HOUR }),
  }
}

const asked = (incidents: ReturnType<typeof incident>[], ...componentIds: string[]) =>
  incidentAskedAbout(incidents, { componentIds, now: NOW })?.id

t.test(
  'what is going on comes before what is over, and what began last before what began earlier',
  async (t) => {
    const over = incident('over', 'pay', 3, 1)
    const [long, new_] = [incident('long', 'pay', 30), incident('new', 'pay', 2)]
    t.equal(asked([over, long, new_], 'pay'), 'new')
    t.equal(asked([over, long], 'pay'), 'long')
    t.equal(asked([over, incident('other', 'balance', 1)], 'pay', 'pay-harbour'), 'over')
  },
)

t.test('what ended days ago, or has nothing to do with it, is not asked about', async (t) => {
  const days = ASKED_AFTER_MS / HOUR
  t.equal(asked([incident('old', 'pay', 300, days + 1)], 'pay'), undefined)
  t.equal(asked([incident('other', 'balance', 1)], 'pay'), undefined)
})

t.test('without a component only a single incident that is going on can be meant', async (t) => {
  const [one, two] = [incident('one', 'pay', 2), incident('two', 'balance', 2)]
  t.equal(asked([one, incident('over', 'pay', 3, 1)]), 'one')
  t.equal(asked([one, two]), undefined)
  t.equal(asked([incident('over', 'pay', 3, 1)]), undefined)
})
