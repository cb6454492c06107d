import t from 'tap'

import { begin, clock, MINUTE, SECOND, SMALL } from './story.ts'

t.test('time in which nobody could see is no part of having been stable', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(7 * MINUTE)
  t.match(await story.published(), [{ phase: 'monitoring' }])
  await story.wait(30 * MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'unknown' })

  const backAt = story.now()
  await story.look(9 * MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'operational', at: backAt })
  t.match(await story.published(), [{ phase: 'monitoring' }], 'it has been seen well for nine minutes only')
  await story.look(2 * MINUTE)
  const [resolved] = await story.published()
  t.match(resolved, { phase: 'resolved' })
  t.ok(resolved!.resolvedAt! >= backAt + 10 * MINUTE, clock(resolved!.resolvedAt!))
  t.ok(resolved!.resolvedAt! <= backAt + 10 * MINUTE + 30 * SECOND)
})
