import t, { type Test } from 'tap'

import type { MaintenanceNews } from '../../src/domain/notice.ts'
import { cancelMaintenance, planMaintenance } from '../../src/record/operators/plan-maintenance.ts'
import { updateMaintenance } from '../../src/record/operators/update-maintenance.ts'
import { notePlannedWork } from '../../src/record/notices/note-maintenance.ts'
import { maintenanceById } from '../../src/store/maintenances.ts'
import { latestNotices } from '../../src/store/notices/notices.ts'
import { openTestStore } from '../support/store.ts'
import { HOUR, MINUTE, TEN, WALLET } from './story.ts'
import { text } from './words.ts'

const DAY = 24 * HOUR
const STARTS = Date.parse('2026-03-23T01:00:00+08:00')
const ENDS = STARTS + 2 * HOUR

/** Work on bills, planned on the Saturday nine days before it. */
async function planned(t: Test, more: Readonly<Record<string, unknown>> = {}) {
  const desk = { db: (await openTestStore(t)).db, wallet: WALLET }
  const input = {
    title: text('Work on bills'),
    body: text('Bills rest.'),
    components: ['bills'],
    mayFail: [text('Bills')],
    startsAt: '2026-03-23 01:00',
    endsAt: '2026-03-23 03:00',
    ...more,
  }
  const { id } = (await planMaintenance(desk, input, TEN)).maintenance
  return {
    id,
    db: desk.db,
    update: (changes: object, now = TEN + HOUR) => updateMaintenance(desk, { id, input: changes }, now),
    cancel: (now: number) => cancelMaintenance(desk, { id }, now),
    tick: (now: number) => notePlannedWork(desk.db, now),
    stored: () => maintenanceById(desk.db, id),
    told: async () =>
      (await latestNotices(desk.db, { limit: 99 }))
        .toReversed()
        .flatMap(({ news }): MaintenanceNews[] => (news.subject === 'maintenance' ? [news] : [])),
    async moments() {
      return (await this.told()).map(({ moment }) => moment)
    },
  }
}

/** A moment as people write it, in the page's zone. */
function written(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ')
}

t.test('what an update leaves out stays, and how it was before is kept', async (t) => {
  const work = await planned(t)
  const { maintenance } = await work.update({ endsAt: '2026-03-23 04:00' })
  t.match(maintenance, { endsAt: ENDS + HOUR, startsAt: STARTS, sequence: 1, mayFail: [text('Bills')] })
  await work.update({ body: text('Bills rest longer.'), mayFail: [] }, TEN + 2 * HOUR)
  const stored = await work.stored()
  t.match(stored, {
    title: text('Work on bills'),
    body: text('Bills rest longer.'),
    announcedAt: TEN,
    sequence: 2,
    updates: [
      { at: TEN + HOUR, before: { endsAt: ENDS, body: text('Bills rest.') } },
      { at: TEN + 2 * HOUR, before: { endsAt: ENDS + HOUR, body: text('Bills rest.') } },
    ],
  })
  t.strictSame(stored?.mayFail, [])
})

t.test('who was told of it hears once that its time has changed, and what it was', async (t) => {
  const work = await planned(t)
  await work.update({ startsAt: written(STARTS + DAY), endsAt: written(ENDS + DAY) })
  const [, update, ...more] = await work.told()
  t.match(update, { moment: 'updated', startsAt: STARTS + DAY, was: { startsAt: STARTS, endsAt: ENDS } })
  t.strictSame(more, [])
})

t.test('an update of the words alone says nothing of another time', async (t) => {
  const work = await planned(t)
  await work.update({ title: text('Work on all bills') })
  const update = (await work.told()).at(-1)
  t.match(update, { moment: 'updated', title: text('Work on all bills') })
  t.notOk(update && ('was' in update || 'joined' in update || 'left' in update))
})

t.test(
  'whom it newly concerns hear of it as announced, and all others what it brings and leaves',
  async (t) => {
    const work = await planned(t, { components: ['bills', 'sms'] })
    await work.update({ components: ['bills', 'pay'] })
    t.match((await work.told()).slice(1), [
      { moment: 'updated', componentIds: ['bills', 'pay'], joined: ['pay'], left: ['sms'] },
      { moment: 'announced', componentIds: ['bills', 'pay'], joined: ['pay'], left: ['sms'] },
    ])
  },
)

t.test('once it has begun, whom it newly concerns hear that it has', async (t) => {
  const work = await planned(t)
  await work.tick(STARTS)
  await work.update({ components: ['bills', 'pay'] }, STARTS + MINUTE)
  t.match((await work.told()).at(-1), { moment: 'started', joined: ['pay'] })
  await work.tick(ENDS)
  t.strictSame(await work.moments(), ['announced', 'started', 'updated', 'started', 'ended'])
})

t.test('of work under way the end may move, out and in, and that is what is told', async (t) => {
  const work = await planned(t)
  await work.tick(STARTS)
  await work.update({ endsAt: written(ENDS + HOUR) }, STARTS + HOUR)
  await work.tick(ENDS)
  t.strictSame(await work.moments(), ['announced', 'started', 'updated'], 'it goes on')
  await work.update({ endsAt: written(ENDS + 30 * MINUTE) }, ENDS + MINUTE)
  await work.tick(ENDS + 30 * MINUTE)
  t.strictSame(await work.moments(), ['announced', 'started', 'updated', 'updated', 'ended'])
})

t.test('the reminder of the day before follows the beginning', async (t) => {
  const work = await planned(t)
  await work.update({ startsAt: written(STARTS + DAY), endsAt: written(ENDS + DAY) })
  await work.tick(STARTS - DAY)
  t.strictSame(await work.moments(), ['announced', 'updated'])
  await work.tick(STARTS)
  t.strictSame(await work.moments(), ['announced', 'updated', 'day_before'])
})

t.test('who was reminded of one day is reminded again of another', async (t) => {
  const work = await planned(t)
  await work.tick(STARTS - DAY)
  await work.update({ startsAt: written(STARTS + DAY), endsAt: written(ENDS + DAY) }, STARTS - 14 * HOUR)
  await work.tick(STARTS - 13 * HOUR)
  t.strictSame((await work.moments()).slice(1), ['day_before', 'updated'])
  for (const now of [STARTS, STARTS + MINUTE]) await work.tick(now)
  t.strictSame((await work.moments()).slice(1), ['day_before', 'updated', 'day_before'])
  t.match((await work.told()).at(-1), { startsAt: STARTS + DAY })
})

t.test('who was told of the new hour within a day and a half is not reminded of it again', async (t) => {
  const work = await planned(t)
  await work.tick(STARTS - DAY)
  await work.update({ startsAt: written(STARTS + HOUR) }, STARTS - 14 * HOUR)
  for (const now of [STARTS - 13 * HOUR, STARTS]) await work.tick(now)
  t.strictSame(await work.moments(), ['announced', 'day_before', 'updated'])
  await work.tick(STARTS + HOUR)
  t.strictSame((await work.moments()).at(-1), 'started')
})

t.test('another end alone leaves the reminder where it was, and sends none twice', async (t) => {
  const work = await planned(t)
  await work.update({ endsAt: written(ENDS + HOUR) }, STARTS - 26 * HOUR)
  await work.tick(STARTS - DAY)
  await work.update({ endsAt: written(ENDS + 2 * HOUR) }, STARTS - 20 * HOUR)
  await work.tick(STARTS - 19 * HOUR)
  t.strictSame(await work.moments(), ['announced', 'updated', 'day_before', 'updated'])
})

t.test('work that has ended, was called off or never was is not changed', async (t) => {
  const over = await planned(t)
  const later = { endsAt: written(ENDS + HOUR) }
  await t.rejects(over.update(later, ENDS), /is completed already/)
  const off = await planned(t)
  await off.cancel(TEN + MINUTE)
  await t.rejects(off.update(later), /is cancelled already/)
  const desk = { db: off.db, wallet: WALLET }
  await t.rejects(
    updateMaintenance(desk, { id: 'nothing', input: later }, TEN),
    /there is no maintenance "nothing"/,
  )
})

t.test(
  'a time at which no work can be is refused with its place, all at once, and nothing is written',
  async (t) => {
    const work = await planned(t)
    const refused = async (changes: object, problems: object[], now?: number) =>
      t.rejects(work.update(changes, now), { name: 'RecordError', problems })
    await refused({ endsAt: '2026-03-23 00:30' }, [{ path: 'endsAt', message: /after startsAt/ }])
    await refused({ startsAt: '2026-03-23 03:30' }, [
      { path: 'startsAt', message: /before endsAt.*give both/ },
    ])
    await refused({ startsAt: '2026-03-14 10:00', components: ['nothing'] }, [
      { path: 'components[0]', message: /expected the id of a component/ },
      { path: 'startsAt', message: /lies in the past/ },
    ])
    await refused({ startsAt: 'soon', starts: 1 }, [
      { path: 'starts', message: /expected one of title, body/ },
    ])
    await refused({ startsAt: 'soon' }, [{ path: 'startsAt', message: /found "soon", expected a moment/ }])
    const underWay = STARTS + HOUR
    await refused(
      { startsAt: written(STARTS + DAY), endsAt: written(ENDS + DAY) },
      [{ message: /has begun/ }],
      underWay,
    )
    await refused(
      { endsAt: written(STARTS + 30 * MINUTE) },
      [{ path: 'endsAt', message: /in the past/ }],
      underWay,
    )
    t.match(await work.stored(), { sequence: 0, updates: [] })
    t.strictSame(await work.moments(), ['announced'])
  },
)

t.test('an update that changes nothing is refused, however it is written', async (t) => {
  const work = await planned(t, { components: ['bills', 'sms'] })
  const same = { startsAt: '2026-03-22T17:00:00Z', components: ['sms', 'bills'], body: text('Bills rest.') }
  for (const changes of [{}, same]) await t.rejects(work.update(changes), /nothing here would change/)
  t.strictSame(await work.moments(), ['announced'])
})

t.test('a beginning that has passed is no hindrance where it stays', async (t) => {
  const work = await planned(t)
  const now = STARTS + HOUR
  const { maintenance } = await work.update({ startsAt: written(STARTS), endsAt: written(ENDS + HOUR) }, now)
  t.match(maintenance, { startsAt: STARTS, endsAt: ENDS + HOUR })
})

t.test('short notice of another day and work on the same components are told', async (t) => {
  const work = await planned(t)
  const desk = { db: work.db, wallet: WALLET }
  const other = { title: text('More'), body: text('More.'), components: ['bills'] }
  await planMaintenance(desk, { ...other, startsAt: '2026-03-18 01:00', endsAt: '2026-03-18 03:00' }, TEN)
  const { warnings } = await work.update({ startsAt: '2026-03-18 01:00', endsAt: '2026-03-18 02:00' })
  t.match(warnings, [/planned for the same components at the same time/, /3 working days ahead/])
  t.strictSame((await work.update({ body: text('Still.') })).warnings, [], 'not of words alone')
})
