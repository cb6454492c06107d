import t from 'tap'

import { begin, MINUTE } from './story.ts'

t.test('a refusal of our test account is told once a streak, and changes nothing', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(20 * MINUTE, { pay: 'business_decline' })
  t.match(story.warnings, [{ probeId: 'pay', outcome: 'business_decline' }])
  t.equal((await story.changes('pay')).length, 1)
  await story.look(MINUTE)
  await story.look(5 * MINUTE, { pay: 'business_decline' })
  t.equal(story.warnings.length, 2, 'a new streak is told again')
})

t.test(
  'a fault of ours that hits many probes at once is one line, and unknown rather than red',
  async (t) => {
    const story = await begin(t)
    await story.look(5 * MINUTE)
    await story.look(20 * MINUTE, { pay: 'probe_fault', card: 'probe_fault', bills: 'probe_fault' })
    t.match(story.warnings, [{ outcome: 'probe_fault', probes: 3 }])
    t.match((await story.changes('pay')).at(-1), { to: 'unknown', reason: { code: 'no_verdict' } })
    t.strictSame(await story.incidents(), [])
  },
)
