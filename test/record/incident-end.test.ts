import t from 'tap'

import { openIncident } from '../../src/record/operators/open-incident.ts'
import { resolveIncident } from '../../src/record/operators/resolve-incident.ts'
import { updateIncident } from '../../src/record/operators/update-incident.ts'
import { openTestStore } from '../support/store.ts'
import { begin, clock, HOUR, MINUTE, SECOND, SMALL, TEN, walletOf } from './story.ts'
import { openInput, text } from './words.ts'

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

t.test('what is no longer configured does not keep an incident from being resolved', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  const [{ id } = { id: '' }] = await story.published()
  const reconciliation = { done: true, by: 'the desk', pendingCount: 0 }
  const ask = { id, input: { body: text('It was taken out of service.'), reconciliation } }
  await t.rejects(resolveIncident({ db: story.db, wallet: SMALL }, ask, story.now()), /still major_outage/)
  const without = walletOf(SMALL.components.filter((component) => component.id !== 'pay'))
  t.match(await resolveIncident({ db: story.db, wallet: without }, ask, story.now()), { phase: 'resolved' })
})

t.test('what is written after the end does not lengthen the outage', async (t) => {
  const desk = { db: (await openTestStore(t)).db, wallet: SMALL }
  const { id } = (await openIncident(desk, openInput(), TEN)).incident
  await resolveIncident(desk, { id, input: { body: text('Over.') } }, TEN + MINUTE)
  const input = { phase: 'postmortem', body: text('What we have learnt.') }
  const written = await updateIncident(desk, { id, input }, TEN + 24 * HOUR)
  t.match(written, { phase: 'postmortem', resolvedAt: TEN + MINUTE })
  t.equal(written.monitoringAt, undefined)
})
