import ICAL from 'ical.js'
import t from 'tap'

import { updateMaintenance } from '../../src/record/operators/update-maintenance.ts'
import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { submit } from '../support/reader.ts'
import { linkIn, mailRoom, untilRead } from '../support/rooms.ts'
import { idIn, runCliWith } from '../support/run-cli.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { momentsOf, untilNothingWaits } from '../support/told.ts'
import { untilSummary, untilText } from '../support/until-page.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const written = (at: number) => new Date(at).toISOString()

/** The one event of the calendar, by its properties' names. */
async function event(app: TestApp): Promise<(name: string) => string> {
  const calendar = new ICAL.Component(ICAL.parse(await app.page('/calendar.ics')))
  const [work] = calendar.getAllSubcomponents('vevent')
  return (name) => String(work?.getFirstPropertyValue(name))
}

t.test(
  'planned work is put off, reminded of anew, begins, takes longer and ends, and everybody is told',
  async (t) => {
    const mail = await startMailServer(t)
    const app = await startTestApp(t, {
      only: ['balance', 'sign-in'],
      smtpUrl: mail.url,
      notices: { email: { from: 'Starbridge <status@starbridge.example>' } },
    })
    await app.until({ balance: 'operational', 'sign-in': 'operational' })
    const subscribe = async (address: string, fields: Record<string, string>) => {
      const room = mailRoom(mail, address)
      await submit(app, '/en/subscribe', { ...room.fields, locale: 'en', ...fields })
      await submit(app, linkIn(await untilRead(room, /confirm/), '/subscribe/confirm/'))
      return room
    }
    const lin = await subscribe('lin@example.com', {})
    const wang = await subscribe('wang@example.com', { detail: 'start_and_end' })
    const zhao = await subscribe('zhao@example.com', { scope: 'chosen', topic: 'component:sign-in' })

    const first = app.now() + 10 * DAY
    const plan = [
      'title: { zh-CN: 余额升级, en: Balance upgrade }',
      'body: { zh-CN: 升级期间看不到余额。, en: Balances cannot be seen meanwhile. }',
      'components: [balance]',
      `startsAt: ${written(first)}`,
      `endsAt: ${written(first + 2 * HOUR)}`,
    ].join('\n')
    const id = idIn(await runCliWith(app, ['maintenance', 'plan', 'FILE'], plan))
    const desk = { db: app.db, wallet: app.config.wallet }
    const update = async (input: object) => updateMaintenance(desk, { id, input }, app.now())
    await untilRead(lin, /Planned work\].*Balance upgrade/)
    const before = await event(app)
    t.equal(before('sequence'), '0')

    const startsAt = first + DAY
    const endsAt = startsAt + 2 * HOUR
    app.leap(first - DAY - app.now())
    await untilRead(lin, /Reminder of planned work.*Balance upgrade/)
    app.leap(9 * HOUR)
    await update({
      startsAt: written(startsAt),
      endsAt: written(endsAt),
      components: ['balance', 'sign-in'],
    })
    for (const room of [lin, wang]) await untilRead(room, /New time for planned work.*Balance upgrade/)
    await untilRead(zhao, /Planned work\].*Balance upgrade/)
    await untilText(app, '/', /余额升级.*改过时间，原定/)
    await untilText(app, '/en', /Balance upgrade.*Time changed .*it was/)
    const { scheduled_maintenances: works } = await untilSummary(
      app,
      'the new time',
      ({ scheduled_maintenances: [work] }) => work?.scheduled_for === written(startsAt),
    )
    t.match(works, [{ scheduled_until: written(endsAt), incident_updates: [{ body: /原定/ }, {}] }])
    const moved = await event(app)
    t.equal(moved('uid'), before('uid'))
    t.equal(moved('sequence'), '1')
    t.ok(moved('last-modified') > before('last-modified'))
    for (const feed of ['/history.atom', '/history.rss', '/feed.json'])
      t.match(await app.page(feed), '维护时间有变：余额升级', feed)

    app.leap(startsAt - DAY - app.now())
    await eventually('a reminder of the new day', async () => {
      const moments = await momentsOf(app, 'maintenance')
      return moments.filter((moment) => moment === 'day_before').length === 2
    })
    await untilNothingWaits(app)
    app.leap(startsAt - app.now())
    await untilRead(lin, /Planned work begins.*Balance upgrade/)
    await app.until({ balance: 'maintenance', 'sign-in': 'maintenance' })
    await update({ endsAt: written(endsAt + HOUR) })
    for (const room of [lin, wang, zhao]) await untilRead(room, /takes longer.*Balance upgrade/)
    app.leap(endsAt + MINUTE - app.now())
    await untilSummary(
      app,
      'work that goes on',
      ({ scheduled_maintenances: [work] }) =>
        work?.status === 'in_progress' && work.scheduled_until === written(endsAt + HOUR),
    )
    t.equal((await app.states())['balance'], 'maintenance')

    app.leap(endsAt + HOUR - app.now())
    for (const room of [lin, wang, zhao]) await untilRead(room, /Planned work ended.*Balance upgrade/)
    await app.until({ balance: 'operational', 'sign-in': 'operational' })
    await untilNothingWaits(app)
    t.strictSame(await momentsOf(app, 'maintenance'), [
      'announced',
      'day_before',
      'updated',
      'announced',
      'day_before',
      'started',
      'updated',
      'ended',
    ])
    const letters = async (room: typeof lin) => (await room.letters()).length - 1
    t.equal(await letters(lin), 7, 'all but the word for those whom it newly concerned')
    t.equal(await letters(wang), 5, 'no reminders')
    t.equal(await letters(zhao), 5, 'nothing of the time before it concerned them')
    await t.rejects(update({ endsAt: written(endsAt + DAY) }), /is completed already/)
  },
)
