import t from 'tap'

import { openIncident } from '../../../src/record/operators/open-incident.ts'
import { objectToDraft, publishDraft } from '../../../src/record/operators/drafts.ts'
import { closeReports } from '../../../src/record/reports/close-reports.ts'
import { reportLevels } from '../../../src/record/reports/report-levels.ts'
import { openEpisodes } from '../../../src/store/reports/episodes.ts'
import { saveComponentState } from '../../../src/store/states.ts'
import { openTestStoreFile } from '../../support/store.ts'
import { begin, HOUR, MINUTE, SECOND, SMALL, WALLET, type Story } from '../story.ts'
import { listen, RULES, unlike, type Hearing } from './hearing.ts'

const crowd = ({ post }: Hearing, count = 40, from = 0) => {
  for (let index = from; index < from + count; index += 1) post(unlike(index))
}
const desk = ({ db }: Hearing) => ({ db, wallet: { ...WALLET, reports: RULES } })

t.test('a rise begins one episode with one draft, and operators hear of it once', async (t) => {
  const hearing = await listen(t)
  crowd(hearing)
  t.ok(await hearing.work())
  crowd(hearing, 100, 40)
  t.notOk(await hearing.work(), 'more of the same is no news')
  const [draft, ...others] = await hearing.drafts()
  t.strictSame(others, [])
  t.match(draft, {
    origin: 'reports',
    publication: 'draft',
    title: { 'zh-CN': '付款：反馈增多，正在核实', en: 'Payment: more reports than usual, being checked' },
    components: [{ componentId: 'pay' }],
    money: true,
    updates: [],
  })
  t.equal(draft?.publishAt, undefined)
  const notices = await hearing.db.selectFrom('notices').select(['subject', 'news_json']).execute()
  t.equal(notices.length, 1)
  t.match(notices[0], { subject: 'operators', news_json: new RegExp(draft?.id ?? 'nothing') })
})

/** Reports over a store in which probes look as well; the recorder's policy would publish a probe's draft at once. */
async function besideProbes(t: Parameters<typeof listen>[0]): Promise<{ hearing: Hearing; story: Story }> {
  const kept = await openTestStoreFile(t)
  const story = await begin(t, { store: kept.store, wallet: SMALL, publishing: { policy: 'at_once' } })
  await story.look(2 * MINUTE)
  const hearing = await listen(t, { store: kept, from: story.now() })
  await hearing.wait(MINUTE)
  return { hearing, story }
}

t.test('reports alone never publish an incident and never change a state, whatever the policy', async (t) => {
  const { hearing, story } = await besideProbes(t)
  crowd(hearing, 200)
  await hearing.work()
  await story.look(10 * MINUTE)
  await hearing.wait(10 * MINUTE)
  t.strictSame(await story.published(), [])
  t.equal((await hearing.drafts()).length, 1, 'and the draft is still there, though probes see all well')
  t.ok((await story.changes('pay')).every(({ to }) => to === 'operational'))
})

t.test('what a probe sees later is published in its time, and the draft makes way', async (t) => {
  const { hearing, story } = await besideProbes(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  t.match(await story.published(), [{ origin: 'probe', components: [{ componentId: 'pay' }] }])
  await hearing.work()
  t.match(await hearing.incident(draft?.id), { publication: 'dropped' })
})

t.test('a draft that a person kept back stays back, and holds back nothing that probes see', async (t) => {
  const { hearing, story } = await besideProbes(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  await objectToDraft(hearing, { id: draft?.id ?? '', why: 'A prank' })
  t.ok(await hearing.work(), 'the page no longer says it')
  t.match(await hearing.episodes(), [{ closedLevel: 40 }])
  await story.look(2 * MINUTE)
  crowd(hearing, 20, 40)
  t.notOk(await hearing.work())
  t.match(await hearing.incident(draft?.id), { publication: 'dropped', objection: 'A prank' })
  await story.look(5 * MINUTE, { pay: 'slow' })
  t.match(await story.published(), [{ origin: 'probe' }])
})

t.test('a person publishes the draft in its own words, and leads it from there', async (t) => {
  const { hearing, story } = await besideProbes(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  await publishDraft(hearing, { id: draft?.id ?? '' }, story.now())
  await story.look(2 * MINUTE)
  const [incident, ...others] = await story.published()
  t.strictSame(others, [])
  t.match(incident, {
    id: draft?.id,
    phase: 'investigating',
    updates: [{ author: 'operator', body: { en: /more people than usual have reported trouble/ } }],
  })
  await story.look(2 * HOUR)
  await hearing.wait(2 * HOUR)
  const [after] = await story.published()
  t.match(after, { phase: 'investigating', publication: 'published' })
  t.equal(after?.updates.length, 1, 'no machine speaks in a person’s name')
})

t.test('it calms down by itself, not at once, and takes its draft back', async (t) => {
  const hearing = await listen(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  await hearing.wait(31 * MINUTE)
  t.equal((await hearing.episodes()).length, 1, 'just fallen silent')
  t.equal(await hearing.wait(10 * MINUTE), 1)
  t.strictSame(await hearing.episodes(), [])
  t.match(await hearing.incident(draft?.id), { publication: 'dropped', objection: /as usual again/ })
})

t.test('a level that wavers around the alarm does not flap', async (t) => {
  const hearing = await listen(t)
  let turns = 0
  for (let round = 0; round < 24; round += 1) {
    crowd(hearing, round % 2 === 0 ? 22 : 12, round * 30)
    turns += await hearing.wait(15 * MINUTE)
  }
  t.equal(turns, 1)
})

t.test('closed is judged: calm until it rises anew, to twice of what it was', async (t) => {
  const hearing = await listen(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  await closeReports(desk(hearing), { componentId: 'pay', why: 'Known, harmless' }, hearing.now())
  t.match(await hearing.incident(draft?.id), { publication: 'dropped', objection: 'Known, harmless' })
  crowd(hearing, 30, 40)
  t.notOk(await hearing.work(), '70 are not twice 40')
  crowd(hearing, 15, 70)
  t.ok(await hearing.work())
  const [anew] = await hearing.drafts()
  t.not(anew?.id, draft?.id)
  t.match(await hearing.episodes(), [{ incidentId: anew?.id }])
})

t.test('closed, calmed and risen again is a rise like any other', async (t) => {
  const hearing = await listen(t)
  crowd(hearing)
  await hearing.work()
  await closeReports(desk(hearing), { componentId: 'pay', why: 'Known' }, hearing.now())
  await hearing.wait(45 * MINUTE)
  t.strictSame(await openEpisodes(hearing.db), [])
  await hearing.wait(HOUR, 10 * MINUTE)
  crowd(hearing)
  t.ok(await hearing.work())
})

t.test('nothing to judge, no reason and no such component are refused', async (t) => {
  const hearing = await listen(t)
  const close = (componentId: string, why: string) =>
    closeReports(desk(hearing), { componentId, why }, hearing.now())
  await t.rejects(close('pay', 'why'), /no more reports of "pay" than usual/)
  await t.rejects(close('pay', ' '), /missing, expected the reason/)
  await t.rejects(close('nothing', 'why'), /found "nothing"/)
})

t.test(
  'while the page says why, reports are explained; what was said before it was back is forgotten',
  async (t) => {
    const hearing = await listen(t)
    const state = (to: 'operational' | 'major_outage') =>
      saveComponentState(hearing.db, {
        componentId: 'pay',
        state: to,
        sinceAt: hearing.now(),
        reason: { code: 'recovered' },
      })
    await state('major_outage')
    crowd(hearing, 200)
    t.notOk(await hearing.work())
    await state('operational')
    await hearing.work()
    t.strictSame(await hearing.episodes(), [])
    await hearing.wait(5 * MINUTE)
    crowd(hearing, 30, 500)
    t.ok(await hearing.work(), 'thirty more say that it still does not work')
  },
)

t.test('a person’s own incident takes the draft over', async (t) => {
  const hearing = await listen(t)
  crowd(hearing)
  await hearing.work()
  const [draft] = await hearing.drafts()
  const both = (text: string) => ({ 'zh-CN': text, en: text })
  await openIncident(
    desk(hearing),
    {
      title: both('Paying fails'),
      body: both('We see it.'),
      components: [{ id: 'pay', state: 'degraded' }],
      answers: {
        scope: both('Paying'),
        doNow: [both('Wait')],
        money: {
          balanceSafe: 'checking',
          pendingRule: both('Checked'),
          duplicates: both('Returned'),
          actionNeeded: 'none',
        },
        eta: { kind: 'none' },
        nextUpdateAt: new Date(hearing.now() + HOUR).toISOString(),
      },
    },
    hearing.now(),
  )
  t.match(await hearing.incident(draft?.id), { publication: 'dropped' })
})

t.test('an episode outlives a restart', async (t) => {
  const kept = await openTestStoreFile(t)
  const before = await listen(t, { store: kept })
  crowd(before)
  await before.work()
  const after = await listen(t, { store: kept, from: before.now() + SECOND })
  t.notOk(await after.work())
  t.equal((await after.drafts()).length, 1)
  t.equal(await after.wait(45 * MINUTE), 1, 'and calms down')
})

t.test('operators see what is reported beside what is usual', async (t) => {
  const hearing = await listen(t)
  crowd(hearing, 30)
  hearing.post(unlike(60), { symptom: 'charged', region: 'north' })
  hearing.post(unlike(61), { componentId: 'bills' })
  await hearing.work()
  const levels = await reportLevels(desk(hearing), RULES, hearing.now())
  t.match(levels, [
    { componentId: 'bills', level: 1, senders: 1, alarmAt: 20, usual: { basis: 'nothing' } },
    {
      componentId: 'pay',
      level: 31,
      senders: 31,
      episode: {},
      said: [
        { symptom: 'fails', count: 30 },
        { symptom: 'charged', region: 'north', count: 1 },
      ],
    },
  ])
})
