import fc from 'fast-check'
import t from 'tap'

import { updateIncident } from '../../../src/store/incidents/incidents.ts'
import { saveComponentState } from '../../../src/store/states.ts'
import { NOON } from '../../publish/small-wallet.ts'
import { openDoors, refusals } from '../../support/doors.ts'
import { openTestIncident, resolveTestIncident } from '../../support/incidents.ts'

const DAY = 86_400_000

t.test('only what exists can be followed', async (t) => {
  const { ask } = await openDoors(t)
  for (const topic of ['component:pay', 'group:payment', 'incident:nothing', 'nonsense', 'everything:1', ''])
    t.strictSame(await refusals(ask({ topics: [topic] })), ['topics: topics_unknown'], topic)
  t.strictSame(await refusals(ask({ topics: [] })), ['topics: topics_none'])
})

t.test('everything includes the rest, and nothing is followed twice', async (t) => {
  const { ask, wait, one } = await openDoors(t)
  await ask({ topics: ['group:pay', 'everything', 'maintenance'] })
  t.strictSame((await one()).topics, [{ kind: 'everything', id: '' }])
  wait(DAY)
  await ask({ topics: ['group:pay', 'group:pay'] })
  t.strictSame((await one()).topics, [{ kind: 'group', id: 'pay' }])
})

t.test('an incident can be followed until it is over', async (t) => {
  const { db, ask, one } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  await ask({ topics: ['incident:incident0001'] })
  t.strictSame((await one()).topics, [{ kind: 'incident', id: 'incident0001' }])
  await resolveTestIncident(db, 'incident0001', NOON)
  t.strictSame(await refusals(ask({ topics: ['incident:incident0001'] })), ['topics: incident_over'])
})

t.test('to be told once when it works again, people must have been told that it fails', async (t) => {
  const { db, ask } = await openDoors(t)
  const once = (topic: string) => ask({ topics: [topic], once: true })
  const topics = ['everything', 'group:top-up', 'component:debit-card', 'component:debit-card-maple']
  for (const topic of topics) t.strictSame(await refusals(once(topic)), ['once: once_works_now'], topic)
  const failing = { state: 'major_outage', sinceAt: NOON, reason: { code: 'consecutive_failures' } } as const
  await saveComponentState(db, { componentId: 'debit-card-maple', ...failing })
  await openTestIncident(db, 'incident0001', { componentId: 'debit-card-maple' })
  await updateIncident(db, { id: 'incident0001', publication: 'draft' })
  for (const topic of topics)
    t.strictSame(await refusals(once(topic)), ['once: once_works_now'], `${topic}: a draft may be dropped`)
  await updateIncident(db, { id: 'incident0001', publication: 'published' })
  for (const topic of topics) await once(topic)
  for (const topic of ['maintenance', 'announcements', 'component:debit-card-harbour', 'group:pay'])
    t.strictSame(await refusals(once(topic)), ['once: once_works_now'], topic)
})

t.test('an incident that is not over is trouble, whatever probes see', async (t) => {
  const { db, ask } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  await ask({ topics: ['incident:incident0001'], once: true })
  await ask({ topics: ['component:payment'], once: true })
})

t.test('where a whole channel is down, whoever follows one of its banks may wait for it', async (t) => {
  const { db, ask } = await openDoors(t)
  const once = () => ask({ topics: ['component:debit-card-harbour'], once: true })
  await openTestIncident(db, 'incident0001', { componentId: 'debit-card-maple' })
  t.strictSame(await refusals(once()), ['once: once_works_now'])
  await openTestIncident(db, 'incident0002', { componentId: 'debit-card' })
  await once()
})

t.test('any time of day to any other is quiet, and comes back as it was', async (t) => {
  const { ask, wait, one } = await openDoors(t)
  const minute = fc.integer({ min: 0, max: 1_439 })
  const clock = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  await fc.assert(
    fc.asyncProperty(minute, minute, async (from, to) => {
      wait(DAY)
      const asking = ask({ quiet: { from: clock(from), to: clock(to) } })
      if (from === to) t.strictSame(await refusals(asking), ['quiet: quiet_same'])
      else await asking.then(async () => t.strictSame((await one()).quiet, { from, to }))
    }),
    { numRuns: 50 },
  )
})

t.test('what is no time is refused and never guessed', async (t) => {
  const { ask } = await openDoors(t)
  const times = fc.string().filter((text) => !/^\s*([01]\d|2[0-3]):[0-5]\d(:\d\d(\.\d+)?)?\s*$/.test(text))
  await fc.assert(
    fc.asyncProperty(times, async (from) => {
      t.strictSame(await refusals(ask({ quiet: { from, to: '08:00' } })), ['quiet: time'])
    }),
    { numRuns: 100 },
  )
})

t.test(
  'whatever is typed as an address or chosen, an answer comes, and a refused one leaves nothing',
  async (t) => {
    const { db, ask, subscribers } = await openDoors(t)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.string()), async (address, topics) => {
        const before = (await subscribers()).length
        const problems = await refusals(ask({ given: { address }, topics })).catch(() => [])
        if (problems.length > 0) t.equal((await subscribers()).length, before)
      }),
      { numRuns: 200 },
    )
    t.strictSame(await db.selectFrom('subscriptions').selectAll().execute(), [])
  },
)

t.test('a domain in any script is the same subscriber as its ASCII form', async (t) => {
  const { ask, one } = await openDoors(t)
  await ask({ given: { address: 'lin@例子.example' } })
  await ask({ given: { address: ' lin＠XN--fsqu00a.example ' } })
  t.equal((await one()).address, 'lin@xn--fsqu00a.example')
})
