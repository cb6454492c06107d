import t, { type Test } from 'tap'

import { objectToDraft, publishDraft } from '../../src/record/operators/drafts.ts'
import { openIncident } from '../../src/record/operators/open-incident.ts'
import { RecordError } from '../../src/record/operators/record-error.ts'
import { resolveIncident } from '../../src/record/operators/resolve-incident.ts'
import { updateIncident } from '../../src/record/operators/update-incident.ts'
import { incidentById, openIncidents } from '../../src/store/incidents/incidents.ts'
import { openTestStore } from '../support/store.ts'
import { begin, clock, HOUR, MINUTE, TEN, WALLET } from './story.ts'
import { answers, moneyInput, openInput, text } from './words.ts'

async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (refusal: unknown) => refusal,
  )
  if (!(error instanceof RecordError)) throw new Error('It was not refused.', { cause: error })
  return error.problems.map(({ path, message }) => `${path}: ${message}`)
}

const deskOf = async (t: Test) => ({ db: (await openTestStore(t)).db, wallet: WALLET })

t.test('an incident in a person’s words is on the page at once', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, openInput({ startedAt: '2026-03-14 09:50' }), TEN)
  t.match(await incidentById(desk.db, incident.id), {
    origin: 'operator',
    publication: 'published',
    phase: 'investigating',
    impact: 'major',
    money: false,
    startedAt: TEN - 10 * MINUTE,
    answers: { nextUpdateAt: TEN + 30 * MINUTE },
    components: [{ componentId: 'bills', worst: 'major_outage' }],
    updates: [{ author: 'operator', body: { en: 'Since ten, bills do not open.' } }],
  })
})

t.test('everything that is wrong is told at once, and nothing is written', async (t) => {
  const desk = await deskOf(t)
  const wrong = openInput({
    components: [
      { id: 'pay', state: 'major_outage' },
      { id: 'bill', state: 'degraded' },
    ],
    startedAt: 'yesterday',
    answers: { money: { balanceSafe: 'yes' }, nextUpdateAt: '2026-03-14 09:00', eta: { kind: 'time' } },
  })
  t.strictSame(
    (await problemsOf(openIncident(desk, wrong, TEN))).map((line) => line.split(':')[0]),
    [
      'components[1].id',
      'startedAt',
      'answers.eta.at',
      'answers.scope',
      'answers.doNow',
      'answers.nextUpdateAt',
      'answers.money.pendingRule',
      'answers.money.duplicates',
      'answers.money.approvedBy',
    ],
  )
  t.strictSame(await openIncidents(desk.db), [])
})

t.test('a shape that does not fit is told in plain words', async (t) => {
  const desk = await deskOf(t)
  const wrong = {
    title: { en: 'x' },
    phase: 'over',
    colour: 'red',
    components: [],
    body: text('b'),
    answers: {},
  }
  t.strictSame(await problemsOf(openIncident(desk, wrong, TEN)), [
    'colour: not known here, expected one of title, phase, impact, components, startedAt, body, answers',
    'title.zh-CN: missing, expected a text in Chinese',
    'phase: expected one of investigating, identified, monitoring, reconciling',
    'components: expected a list of components with id and state, at least one',
  ])
  t.strictSame(await problemsOf(openIncident(desk, null, TEN)), [': expected a mapping'])
})

t.test('"safe" needs somebody who answers for it', async (t) => {
  const desk = await deskOf(t)
  const money = { balanceSafe: 'yes', pendingRule: text('a'), duplicates: text('b') }
  const input = moneyInput({ answers: { ...answers(), money } })
  t.match(await problemsOf(openIncident(desk, input, TEN)), [/money.approvedBy: missing/])
  const named = moneyInput({ answers: { ...answers(), money: { ...money, approvedBy: 'the duty manager' } } })
  t.match((await openIncident(desk, named, TEN)).incident.answers.money, { balanceSafe: 'yes' })
})

t.test('an update replaces single answers, and must promise the next one', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, openInput(), TEN)
  const late = TEN + 40 * MINUTE
  t.match(
    await problemsOf(updateIncident(desk, { id: incident.id, input: { body: text('Still.') } }, late)),
    [/^answers.nextUpdateAt/],
  )
  const input = { phase: 'monitoring', body: text('Works.'), answers: { nextUpdateAt: '2026-03-14 11:00' } }
  const updated = await updateIncident(desk, { id: incident.id, input }, late)
  t.match(updated, { phase: 'monitoring', monitoringAt: late, answers: { scope: text('Bills.') } })
  t.equal(clock(updated.answers.nextUpdateAt!), '11:00:00')
})

t.test('what touched money is resolved only with the statement that it was matched', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, moneyInput(), TEN)
  const resolve = (input: unknown) => resolveIncident(desk, { id: incident.id, input }, TEN + MINUTE)
  t.match(await problemsOf(resolve({ body: text('Over.') })), [/^reconciliation: missing/])
  const reconciliation = { done: true, by: 'the desk', pendingCount: 3 }
  t.match(await problemsOf(resolve({ body: text('Over.'), reconciliation })), [
    /^reconciliation.statement: missing.* 3 /,
  ])
  const statement = text('Three are returned tomorrow.')
  const resolved = await resolve({ body: text('Over.'), reconciliation: { ...reconciliation, statement } })
  t.match(resolved, {
    phase: 'resolved',
    resolvedAt: TEN + MINUTE,
    updates: [{ body: { en: /Over.\n\nThree are/ } }, {}],
    answers: { money: { stillOpen: true } },
  })
  const settled = {
    body: text('All returned.'),
    phase: 'postmortem',
    answers: { money: { stillOpen: false } },
  }
  t.match(await updateIncident(desk, { id: incident.id, input: settled }, TEN + HOUR), {
    answers: { money: { stillOpen: false } },
  })
  t.match(await problemsOf(resolve({ body: text('Again.') })), [/resolved already/, /reconciliation/])
})

t.test('an incident is not resolved while something in it is seen to fail', async (t) => {
  const story = await begin(t)
  const desk = { db: story.db, wallet: WALLET }
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const [{ id } = { id: '' }] = await story.published()
  const input = { body: text('Over.') }
  t.match(await problemsOf(resolveIncident(desk, { id, input }, story.now())), [
    /bills is still major_outage/,
  ])
})

t.test('a draft is published by an update, in the person’s words, and then led by them', async (t) => {
  const story = await begin(t, { publishing: { policy: 'by_hand' } })
  const desk = { db: story.db, wallet: WALLET }
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const [draft] = await story.incidents()
  const input = {
    phase: 'identified',
    body: text('Found it.'),
    answers: { nextUpdateAt: '2026-03-14 10:20' },
  }
  await updateIncident(desk, { id: draft!.id, input }, story.now())
  await story.look(30 * MINUTE, { bills: 'tech_fail' })
  const [led] = await story.published()
  t.equal(led?.updates.length, 1, 'the machine keeps no promises in a person’s name')
  await story.look(20 * MINUTE)
  t.match(await story.published(), [{ phase: 'identified' }], 'nor says that it is over')
})

t.test('a draft is published as it is on a person’s word', async (t) => {
  const story = await begin(t, { publishing: { policy: 'by_hand' } })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  const [draft] = await story.incidents()
  await publishDraft({ db: story.db }, { id: draft!.id }, story.now())
  await story.wait(1_000)
  t.match(await story.published(), [{ updates: [{ author: 'probe' }] }])
})

t.test('a draft that a person objects to is kept back as long as its trouble lasts', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 5 * MINUTE } })
  await story.look(5 * MINUTE)
  await story.look(4 * MINUTE, { bills: 'tech_fail' })
  const [draft] = await story.incidents()
  await objectToDraft({ db: story.db }, { id: draft!.id, why: 'A load test.' })
  await story.look(20 * MINUTE, { bills: 'tech_fail' })
  t.strictSame(await story.published(), [])
  t.match(await story.incidents(), [{ objection: 'A load test.' }])
  await story.look(10 * MINUTE)
  t.strictSame(await openIncidents(story.db), [])
  t.match(await problemsOf(objectToDraft({ db: story.db }, { id: draft!.id, why: 'x' })), [
    /expected a draft/,
  ])
})

t.test(
  'a person’s incident takes over a draft about the same, and is joined rather than doubled',
  async (t) => {
    const story = await begin(t, { publishing: { afterMs: 20 * MINUTE } })
    const desk = { db: story.db, wallet: WALLET }
    await story.look(5 * MINUTE)
    await story.look(4 * MINUTE, { bills: 'slow' })
    await openIncident(desk, openInput({ components: [{ id: 'bills', state: 'degraded' }] }), story.now())
    await story.look(30 * MINUTE, { bills: 'tech_fail' })
    const published = await story.published()
    t.equal(published.length, 1)
    t.match(published[0], { origin: 'operator', impact: 'major', components: [{ worst: 'major_outage' }] })
    t.equal(published[0]?.updates.length, 1)
  },
)
