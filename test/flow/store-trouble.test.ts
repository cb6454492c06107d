import Database from 'better-sqlite3'
import t, { type Test } from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { eventually } from '../support/eventually.ts'
import { WARN } from '../support/log-lines.ts'
import { headline } from '../support/page-text.ts'
import { recordConnections } from '../support/record-connections.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilHeadline } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const WELL = { 'sign-in': 'operational', balance: 'operational' } as const

interface Trouble {
  readonly note: string
  begin(app: TestApp): { end(): void }
}

/** The app's own connection, on which SQLite can be told to be full or read-only. */
const connections = recordConnections()
function ownConnection({ file }: TestApp): Database.Database {
  const own = connections().find(({ name, open }) => name === file && open)
  if (own === undefined) throw new Error('The app has opened no database.')
  return own
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'held by another writer': {
    note: 'locked',
    begin({ file }) {
      const other = new Database(file)
      other.exec('begin immediate')
      return { end: () => void other.close() }
    },
  },
  'read-only': {
    note: 'read_only',
    begin(app) {
      const own = ownConnection(app)
      own.pragma('query_only = 1')
      return { end: () => void own.pragma('query_only = 0') }
    },
  },
  full: {
    note: 'full',
    begin(app) {
      const own = ownConnection(app)
      own.pragma(`max_page_count = ${String(own.pragma('page_count', { simple: true }))}`)
      fillUp(own)
      return { end: () => void own.pragma('max_page_count = 1000000') }
    },
  },
}

/** Uses up the room that is left on the pages of the observations, with looks of long ago. */
function fillUp(own: Database.Database): void {
  const insert = own.prepare(`
    insert into observations (probe, at, place, outcome)
    select probe, ?, place, outcome from observations limit 1`)
  const fill = (): void => {
    for (let at = 1; at < 100_000; at += 1) insert.run(at)
  }
  t.throws(fill, { code: 'SQLITE_FULL' })
}

for (const [name, trouble] of Object.entries(TROUBLES)) {
  t.test(`a database that is ${name} stops neither probes nor pages, and loses no look`, async (t) => {
    await story(t, trouble)
  })
}

async function story(t: Test, { note, begin }: Trouble): Promise<void> {
  const app = await startTestApp(t, { only: Object.keys(WELL) })
  await app.until(WELL)
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  t.match(await app.readiness(), { ok: true })

  const beganAt = Date.now()
  const { end } = begin(app)
  // Failures are stored with their explanations, which is what needs room on a full disk.
  app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  const waiting = await eventually('looks to wait', async () => {
    const readiness = await app.readiness()
    // Whether the store takes writes is found out every few seconds.
    return readiness.stats.observationsWaiting >= 8 && !readiness.checks.store?.ok && readiness
  })
  t.match(waiting, { ok: false, checks: { store: { ok: false, note } } })
  t.equal((await fetch(`${app.url()}/readyz`)).status, 503)
  t.equal((await fetch(`${app.url()}/healthz`)).status, 200)
  const lastGood = headline(await app.page('/'))
  t.match(await app.page('/en/components/balance'), 'Balance display')
  t.match(
    app.lines.filter(({ level }) => level >= WARN),
    [{ level: WARN, kind: note }],
  )
  await eventually('many looks to wait', async () => (await app.readiness()).stats.observationsWaiting >= 16)
  t.equal(headline(await app.page('/')), lastGood, 'the last good page stays up')

  const endedAt = Date.now()
  end()
  await app.until({ ...WELL, balance: 'major_outage' })
  await eventually('the app to be ready again', async () => (await app.readiness()).ok)
  const looks = await recentObservations(app.db, { probeId: 'sign-in', limit: 1_000 })
  const meanwhile = looks.filter(({ at }) => at >= beganAt && at <= endedAt)
  const seconds = Math.floor((endedAt - beganAt) / 1_000)
  t.ok(meanwhile.length >= seconds - 1, `${meanwhile.length} looks stored of ${seconds} seconds`)
  t.strictSame(
    (await app.changes('sign-in')).map(({ to }) => to),
    ['operational'],
    'what was seen and stored late was never unknown',
  )
  const [failed] = (await recentObservations(app.db, { probeId: 'balance', limit: 1_000 }))
    .filter(({ outcome }) => outcome === 'tech_fail')
    .toReversed()
  t.match((await app.changes('balance')).at(-1), { to: 'major_outage', at: failed?.at })
  await untilHeadline(app, '/', '余额显示暂时不可用。')
  t.match(app.lines.at(-1), { msg: /The store is back/ })
}

t.test('after hours in which nothing could be written, nothing is shown green', async (t) => {
  const app = await startTestApp(t, { only: Object.keys(WELL) })
  await app.until(WELL)
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  const other = new Database(app.file)
  t.teardown(() => other.close())
  other.exec('begin immediate')
  app.leap(3 * 3_600_000)
  await untilHeadline(app, '/', '我们暂时看不到星桥钱包的情况。')
  const { status, components } = await app.summary()
  t.notMatch(JSON.stringify(components), /"status":"operational"/)
  t.not(status.indicator, 'none')
  other.exec('rollback')
  await app.until(WELL)
  await untilHeadline(app, '/', '星桥钱包一切正常。')
})

t.test(
  'whoever asks whether it is ready, however often, holds up nobody while the database is locked',
  async (t) => {
    const app = await startTestApp(t, { only: Object.keys(WELL) })
    const other = new Database(app.file)
    t.teardown(() => other.close())
    other.exec('begin immediate')
    const beganAt = performance.now()
    const asked = Array.from({ length: 40 }, () => app.readiness())
    await app.page('/')
    await Promise.all(asked)
    const tookMs = performance.now() - beganAt
    // One wait for the lock takes 250 ms; a few happen at any time, since recording tries on.
    t.ok(tookMs < 3_000, `answered after ${tookMs} ms`)
  },
)
