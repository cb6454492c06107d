import t from 'tap'

import { openIncident } from '../../src/record/operators/open-incident.ts'
import { incidentById } from '../../src/store/incidents/incidents.ts'
import { begin, MINUTE, WALLET, type Story } from './story.ts'
import { moneyInput, openInput } from './words.ts'

const opened = (story: Story, input: unknown) =>
  openIncident({ db: story.db, wallet: WALLET }, input, story.now())
const idsOf = (one: { components: readonly { componentId: string }[] } | undefined) =>
  one?.components.map(({ componentId }) => componentId).toSorted()

t.test('a person’s incident about one thing leaves a draft about three to the other two', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 5 * MINUTE } })
  await story.look(5 * MINUTE)
  await story.look(4 * MINUTE, { bills: 'tech_fail', sms: 'tech_fail', pay: 'tech_fail' })
  const [draft] = await story.incidents()
  t.strictSame(idsOf(draft), ['bills', 'pay', 'sms'])
  const { incident } = await opened(
    story,
    moneyInput({ components: [{ id: 'pay', state: 'major_outage' }], startedAt: '2026-03-14 10:05' }),
  )
  t.match(await incidentById(story.db, draft!.id), { publication: 'draft', money: false, impact: 'major' })
  await story.look(10 * MINUTE, { bills: 'tech_fail', sms: 'tech_fail', pay: 'tech_fail' })
  const published = await story.published()
  t.strictSame(
    new Map(published.map((one) => [one.id, idsOf(one)])),
    new Map([
      [draft!.id, ['bills', 'sms']],
      [incident.id, ['pay']],
    ]),
  )
  t.notMatch(published.find(({ id }) => id === draft!.id)?.title.en, 'Payment')
})

t.test('a draft that a person’s incident covers wholly is dropped for it', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 5 * MINUTE } })
  await story.look(5 * MINUTE)
  await story.look(4 * MINUTE, { bills: 'tech_fail', sms: 'tech_fail' })
  const [draft] = await story.incidents()
  const both = [
    { id: 'bills', state: 'major_outage' },
    { id: 'sms', state: 'major_outage' },
  ]
  const { incident } = await opened(story, openInput({ components: both }))
  t.match(await incidentById(story.db, draft!.id), {
    publication: 'dropped',
    objection: new RegExp(incident.id),
  })
})

t.test(
  'a bank’s draft is covered by the bank, though its channel is in it, and by its channel',
  async (t) => {
    for (const id of ['bank-1', 'debit']) {
      const story = await begin(t, { publishing: { afterMs: 5 * MINUTE } })
      await story.look(5 * MINUTE)
      await story.look(4 * MINUTE, { 'bank-1': 'tech_fail' })
      const [draft] = await story.incidents()
      t.strictSame(idsOf(draft), ['bank-1', 'debit'])
      await opened(story, moneyInput({ components: [{ id, state: 'partial_outage' }] }))
      t.match(await incidentById(story.db, draft!.id), { publication: 'dropped' }, id)
    }
  },
)
