import t, { type Test } from 'tap'

import { openIncident } from '../../src/record/operators/open-incident.ts'
import { resolveIncident } from '../../src/record/operators/resolve-incident.ts'
import { updateIncident } from '../../src/record/operators/update-incident.ts'
import type { Store } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'
import { begin, HOUR, MINUTE, pathOf, SECOND, WALLET, type Story } from './story.ts'
import { answers, openInput, text } from './words.ts'

const LATER = { nextUpdateAt: '2026-03-14 23:00' }
const about = (...components: readonly { readonly id: string; readonly state: string }[]) =>
  openInput({ components, answers: { ...answers(), ...LATER } })

/** All is well from 10:00 to 10:05. */
async function beginWell(t: Test): Promise<{ story: Story; store: Store }> {
  const store = await openTestStore(t)
  const story = await begin(t, { store })
  await story.look(5 * MINUTE)
  return { story, store }
}

const desk = ({ db }: Story) => ({ db, wallet: WALLET })
const open = async (story: Story, input: unknown) =>
  (await openIncident(desk(story), input, story.now())).incident.id
const update = (story: Story, id: string, input: object) =>
  updateIncident(desk(story), { id, input: { body: text('More.'), answers: LATER, ...input } }, story.now())
const resolve = (story: Story, id: string) =>
  resolveIncident(desk(story), { id, input: { body: text('Over.') } }, story.now())

t.test('what a person says is out is shown as out until they say that it is over', async (t) => {
  const { story } = await beginWell(t)
  const id = await open(story, about({ id: 'bills', state: 'major_outage' }))
  await story.look(10 * MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'major_outage', reason: { code: 'operator' } })
  await resolve(story, id)
  await story.look(MINUTE)
  t.strictSame(pathOf(await story.changes('bills')), [
    'operational 10:00:00',
    'major_outage 10:05:00',
    'operational 10:15:00',
  ])
  t.equal((await story.incidents()).length, 1, 'and the machine opens nothing about it')
})

t.test('an update says that it is better, or works again, or that all of it is watched', async (t) => {
  const { story } = await beginWell(t)
  const id = await open(
    story,
    about({ id: 'bills', state: 'major_outage' }, { id: 'sms', state: 'degraded' }),
  )
  await story.look(5 * MINUTE)
  await update(story, id, { components: [{ id: 'bills', state: 'degraded' }] })
  await story.look(5 * MINUTE)
  await update(story, id, { components: [{ id: 'bills', state: 'operational' }] })
  await story.look(5 * MINUTE)
  t.strictSame(pathOf(await story.changes('bills')).slice(1), [
    'major_outage 10:05:00',
    'degraded 10:10:00',
    'operational 10:15:00',
  ])
  t.match(
    (await story.published())[0]?.components.find(({ componentId }) => componentId === 'bills'),
    {
      worst: 'major_outage',
    },
  )
  await update(story, id, { phase: 'monitoring' })
  await story.look(MINUTE)
  t.strictSame(pathOf(await story.changes('sms')).slice(1), ['degraded 10:05:00', 'operational 10:20:00'])
})

t.test('the worse of what is seen and what is said is shown, with its own reason', async (t) => {
  const { story } = await beginWell(t)
  await open(story, about({ id: 'bills', state: 'degraded' }))
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.match((await story.changes('bills')).at(-1), {
    to: 'major_outage',
    reason: { code: 'consecutive_failures' },
  })
  await story.look(10 * MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'degraded', reason: { code: 'operator' } })
})

t.test('what is said of a part tells on its whole, and hinders no end', async (t) => {
  const { story } = await beginWell(t)
  const money = { balanceSafe: 'checking', pendingRule: text('Returned.'), duplicates: text('Too.') }
  const input = about({ id: 'bank-1', state: 'major_outage' })
  const id = await open(story, { ...input, answers: { ...input.answers, money } })
  await story.look(5 * MINUTE)
  t.match((await story.changes('debit')).at(-1), { to: 'partial_outage', reason: { componentId: 'bank-1' } })
  const incidents = await story.incidents()
  t.equal(incidents.length, 1)
  t.equal(incidents[0]?.updates.length, 1)
  const reconciliation = { done: true, by: 'the desk', pendingCount: 0 }
  await resolveIncident(desk(story), { id, input: { body: text('Over.'), reconciliation } }, story.now())
  await story.look(MINUTE)
  t.match((await story.changes('debit')).at(-1), { to: 'operational' })
})

t.test('what probes see fail is not resolved because a person spoke of it as well', async (t) => {
  const { story } = await beginWell(t)
  const id = await open(story, about({ id: 'bills', state: 'major_outage' }))
  await story.look(10 * MINUTE, { bills: 'tech_fail' })
  await t.rejects(resolve(story, id), { message: /bills is still major_outage/ })
})

t.test('what was taken back while nobody was there did not go on until somebody came', async (t) => {
  const { story, store } = await beginWell(t)
  const id = await open(story, about({ id: 'bills', state: 'major_outage' }))
  await story.look(5 * MINUTE)
  await resolve(story, id)
  const again = await begin(t, { store, from: story.now() + HOUR })
  await again.look(MINUTE)
  const [, , ended] = await again.changes('bills')
  t.match(ended, { from: 'major_outage', to: 'unknown' })
  t.ok(ended!.at < story.now() + 2 * MINUTE, 'no longer than the looks before that stayed fresh')
})

t.test('it goes on over a restart', async (t) => {
  const { story, store } = await beginWell(t)
  await open(story, about({ id: 'bills', state: 'major_outage' }))
  await story.look(5 * MINUTE)
  const again = await begin(t, { store, from: story.now() + 5 * SECOND })
  await again.look(5 * MINUTE)
  t.equal((await again.changes('bills')).length, 2)
})
