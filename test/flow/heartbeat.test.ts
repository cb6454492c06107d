import t, { type Test } from 'tap'

import { readSetting } from '../../src/store/settings.ts'
import { heartbeatOf } from '../../src/store/observations/heartbeats.ts'
import { repeat } from '../../src/lib/repeat.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const TOKEN = 'settlement-token-of-the-stories'

function report(app: TestApp, { token = TOKEN, id = 'settlement-job', ok = true } = {}): Promise<Response> {
  return fetch(`${app.url()}/api/v1/heartbeats/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ ok }),
  })
}

/** A settlement job that reports twice a second until it is stopped. */
function startJob(t: Test, app: TestApp): { stop(): Promise<void> } {
  const job = repeat(500, { work: () => report(app), onError: () => undefined })
  t.teardown(() => job.stop())
  return job
}

t.test(
  'a job that stops reporting turns its component, and one that reports again turns it back',
  async (t) => {
    const app = await startTestApp(t, {
      only: ['settlement', 'sign-in'],
      variables: { RESOLVE_AFTER: '500ms' },
    })
    await app.until({ 'sign-in': 'operational' })
    t.not((await app.states())['settlement'], 'operational', 'nobody has heard of it yet')
    t.equal((await report(app)).status, 204)
    const job = startJob(t, app)
    await app.until({ settlement: 'operational' })

    await job.stop()
    await app.until({ settlement: 'major_outage' })
    await untilHeadline(app, '/', '结算到账暂时不可用。')
    const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
    await untilText(app, `/en/incidents/${id}`, /Settlement/)

    startJob(t, app)
    await app.until({ settlement: 'operational' })
    await app.incident('its money to be checked', ({ phase }) => phase === 'reconciling')
  },
)

t.test('a job that reports its own failure turns its component too', async (t) => {
  const app = await startTestApp(t, { only: ['settlement', 'sign-in'] })
  await report(app)
  await app.until({ settlement: 'operational' })
  const failing = repeat(500, { work: () => report(app, { ok: false }), onError: () => undefined })
  t.teardown(() => failing.stop())
  await app.until({ settlement: 'major_outage' })
})

t.test(
  'a report with a wrong token, or of a job that does not exist, is refused and changes nothing',
  async (t) => {
    const app = await startTestApp(t, { only: ['settlement', 'sign-in'] })
    t.equal((await report(app, { token: 'settlement-token-of-the-storie' })).status, 401)
    t.equal((await report(app, { token: '' })).status, 401)
    t.equal((await report(app, { id: 'sign-in' })).status, 404)
    t.equal((await report(app, { id: 'nobody' })).status, 404)
    t.equal(await heartbeatOf(app.db, 'settlement-job'), undefined)
    t.ok(await readSetting(app.db, 'pulse_at'), 'the app was at work meanwhile')
  },
)
