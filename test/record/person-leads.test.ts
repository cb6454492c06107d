import t, { type Test } from 'tap'

import { openIncident } from '../../src/record/operators/open-incident.ts'
import { updateIncident } from '../../src/record/operators/update-incident.ts'
import { begin, HOUR, MINUTE, SMALL, type Story } from './story.ts'
import { answers, openInput, text } from './words.ts'

const LATER = { nextUpdateAt: '2026-03-14 23:00' }

/** What a person opens about bills, promising the next word for late in the evening. */
const about = (phase: string) => openInput({ phase, answers: { ...answers(), ...LATER } })

/** An outage of bills that a machine published and that is still going on. */
async function outage(t: Test): Promise<Story> {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  return story
}

async function say(story: Story, input: Readonly<Record<string, unknown>>): Promise<void> {
  const [{ id } = { id: '' }] = await story.published()
  const desk = { db: story.db, wallet: SMALL }
  await updateIncident(desk, { id, input: { answers: LATER, ...input } }, story.now())
}

t.test('a machine does not end what a person says is not over', async (t) => {
  const story = await outage(t)
  await say(story, { phase: 'identified', body: text('Not over: amounts are wrong.') })
  await story.look(2 * HOUR)
  t.equal((await story.changes('bills')).at(-1)?.to, 'operational')
  const published = await story.published()
  t.match(published, [{ phase: 'identified', updates: [{ author: 'operator' }, { author: 'probe' }] }])
  t.equal(published[0]?.updates.length, 2)
})

t.test('a machine does not end what a person watches, either', async (t) => {
  const story = await outage(t)
  await say(story, { phase: 'monitoring', body: text('Repaired, we are watching.') })
  await story.look(2 * HOUR)
  t.match(await story.published(), [{ phase: 'monitoring', updates: [{ author: 'operator' }, {}] }])
})

t.test('trouble seen again after a person’s last word is the machine’s to follow once more', async (t) => {
  const story = await outage(t)
  await say(story, { phase: 'monitoring', body: text('Repaired, we are watching.') })
  await story.look(7 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const [again] = await story.published()
  t.match(again, { phase: 'investigating', updates: [{ author: 'probe' }, { author: 'operator' }, {}] })
  t.notMatch(again?.updates[0]?.body.en, /Next update/, 'no promise in a person’s name')
  await story.look(2 * HOUR)
  t.match(await story.published(), [{ phase: 'resolved', title: again!.title }])
})

t.test('a machine ends nothing that a person opened', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await openIncident(
    { db: story.db, wallet: SMALL },
    openInput({ answers: { ...answers(), ...LATER } }),
    story.now(),
  )
  await story.look(HOUR)
  t.match(await story.published(), [{ phase: 'investigating', updates: [{ author: 'operator' }] }])
})

t.test('trouble that comes back while a person watches is said on their incident', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await openIncident({ db: story.db, wallet: SMALL }, about('monitoring'), story.now())
  await story.look(20 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.match(await story.incidents(), [
    { origin: 'operator', phase: 'investigating', updates: [{ author: 'probe' }, { author: 'operator' }] },
  ])
  await story.look(2 * HOUR)
  const incidents = await story.incidents()
  t.match(incidents, [{ phase: 'investigating' }], 'and it is still theirs to end')
  t.equal(incidents.length, 1)
})

for (const phase of ['monitoring', 'reconciling']) {
  t.test(`an incident that a person left in ${phase} swallows no later outage`, async (t) => {
    const story = await begin(t, { wallet: SMALL })
    await story.look(5 * MINUTE)
    await openIncident({ db: story.db, wallet: SMALL }, about(phase), story.now())
    await story.look(HOUR)
    await story.look(5 * MINUTE, { bills: 'tech_fail' })
    t.match(await story.published(), [
      { origin: 'operator', phase },
      { origin: 'probe', phase: 'investigating', components: [{ componentId: 'bills' }] },
    ])
  })
}

t.test('what gets better while a person watches has not come back', async (t) => {
  const story = await outage(t)
  await say(story, { phase: 'monitoring', body: text('Repaired, we are watching.') })
  await story.look(10 * MINUTE, { bills: 'slow' })
  t.match((await story.changes('bills')).at(-1), { from: 'major_outage', to: 'degraded' })
  t.match(await story.published(), [{ phase: 'monitoring', updates: [{ author: 'operator' }, {}] }])
})
