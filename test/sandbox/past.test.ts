import t from 'tap'

import { isImpaired } from '../../src/domain/state.ts'
import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import { createComponentReader } from '../../src/publish/readers/read-component.ts'
import { dayStarts } from '../../src/lib/zone-days.ts'
import { writePast } from '../../src/sandbox/past/write-past.ts'
import { announcements, announcementsInForce } from '../../src/store/announcements.ts'
import { changesBetween } from '../../src/store/changes.ts'
import { histogramSize, mergeHistograms, percentile } from '../../src/store/rollups/histogram.ts'
import { rollupsOf } from '../../src/store/rollups/rollups.ts'
import { componentStates, saveComponentState } from '../../src/store/states.ts'
import { openTestStore } from '../support/store.ts'
import { contentsOf, DAY, MINUTE, NOON, PAST_FILE, shippedConfig, storeWithPast } from './past-wallet.ts'

/** For those who only read. */
const shared = storeWithPast(t)

t.test(
  'a snapshot has ninety days everywhere, most of them clean, with uptime and coverage that tell',
  async (t) => {
    const { db, wallet } = await shared
    const snapshot = await createSnapshotBuilder({ db, wallet }).build(NOON)
    t.equal(snapshot.verdict.level, 'all_clear')
    t.same(snapshot.incidents, [])
    const components = snapshot.groups.flatMap((group) =>
      group.components.flatMap((one) => [one, ...one.parts]),
    )
    t.equal(components.length, wallet.components.length)
    for (const { id, days, uptime, state } of components) {
      t.equal(state, 'operational', `${id} is well now`)
      t.equal(days.length, 90, `${id} has ninety days`)
      t.ok(uptime.coverage < 1 && uptime.coverage > 0.99, `${id} was not watched all the time`)
      t.ok(days.filter(({ worst }) => worst !== 'operational').length <= 10, `${id} has mostly clean days`)
    }
    const uptimeOf = (id: string) => components.find((one) => one.id === id)?.uptime
    t.equal(uptimeOf('sign-in')?.downMs, 12 * MINUTE)
    t.ok((uptimeOf('debit-card-maple')?.ratio ?? 1) < 1)
    t.equal(uptimeOf('freeze')?.ratio, 1)
  },
)

t.test(
  'a bank that is out leaves its channel partly available, for as long and in the same incident',
  async (t) => {
    const { db, wallet } = await shared
    const when = NOON - 19 * DAY
    const changes = await changesBetween(db, {
      fromAt: when,
      toAt: when + DAY / 2,
      componentIds: ['debit-card', 'debit-card-maple'],
    })
    t.match(
      changes.map(({ componentId, to, reason }) => [componentId, to, reason.code]),
      [
        ['debit-card-maple', 'major_outage', 'consecutive_failures'],
        ['debit-card', 'partial_outage', 'part_impaired'],
        ['debit-card-maple', 'operational', 'recovered'],
        ['debit-card', 'operational', 'recovered'],
      ],
    )
    const figures = await createComponentReader({ db, wallet, probes: [] })('debit-card', NOON)
    t.ok(
      figures.incidents.some(({ components }) =>
        components.some((one) => one.componentId === 'debit-card-maple'),
      ),
    )
  },
)

t.test('what came before a change is what the change before it left', async (t) => {
  const { db } = await shared
  const byComponent = Map.groupBy(
    await changesBetween(db, { fromAt: 0, toAt: NOON }),
    (one) => one.componentId,
  )
  const states = await componentStates(db)
  for (const [id, changes] of byComponent) {
    changes.reduce((state, { from, to }) => {
      if (state !== from) t.fail(`${id} came from ${from}, but was ${state}`)
      return to
    }, 'unknown' as string)
    const last = changes.at(-1)
    t.match(states.get(id), { state: 'operational', sinceAt: last?.at })
    t.notOk(isImpaired(last?.to ?? 'unknown'))
  }
})

t.test('the same moment gives the same past, and a second call changes nothing', async (t) => {
  const first = await storeWithPast(t, { fewProbes: true })
  const second = await storeWithPast(t, { fewProbes: true })
  const contents = await contentsOf(first)
  t.same(await contentsOf(second), contents)
  t.ok(contents['rollups']!.length > 500)
  const { wallet, probes } = first
  await writePast({ db: first.db, wallet, probes, now: NOON + 3 * DAY, file: PAST_FILE })
  t.same(await contentsOf(first), contents)
})

t.test('a database with a history of its own is left alone', async (t) => {
  const { wallet, probes } = shippedConfig()
  const store = await openTestStore(t)
  const reason = { code: 'first_look' } as const
  await saveComponentState(store.db, { componentId: 'otp', state: 'operational', sinceAt: 1, reason })
  await writePast({ db: store.db, wallet, probes, now: NOON, file: PAST_FILE })
  t.same(await changesBetween(store.db, { fromAt: 0, toAt: NOON }), [])
})

t.test('answers are slower at lunch than at night, and slowest within an episode', async (t) => {
  const { db, wallet } = await shared
  const hours = await rollupsOf(db, { probeIds: ['otp'], span: 'hour', fromAt: 0, toAt: NOON })
  const hourOf = (at: number) => new Date(at + 8 * 60 * MINUTE).getUTCHours()
  const halfAt = (hour: number) => {
    const latencies = hours.filter(({ at }) => hourOf(at) === hour).flatMap(({ latency }) => latency ?? [])
    return percentile(latencies.reduce(mergeHistograms), 0.5) ?? 0
  }
  t.ok(halfAt(12) > 1.15 * halfAt(3), 'lunch is slower than the night')
  const episode = hours.find(({ at }) => at === NOON - 12 * DAY + 8 * 60 * MINUTE)
  t.ok((episode?.counts.slow ?? 0) > 40)
  t.ok((percentile(episode!.latency!, 0.95) ?? 0) > 5 * halfAt(20))

  const [day] = await rollupsOf(db, {
    probeIds: ['otp'],
    span: 'day',
    fromAt: dayStarts(wallet.page.zone, NOON - 5 * DAY, NOON)[0]!,
    toAt: NOON,
  })
  const within = hours.filter(({ at }) => at >= day!.at && at < day!.at + DAY)
  t.equal(within.length, 24)
  t.equal(
    histogramSize(day!.latency!),
    within.reduce((sum, { latency }) => sum + histogramSize(latency!), 0),
    'a day is the sum of its hours',
  )
})

t.test('some announcements are in force, of several kinds, and older ones are not', async (t) => {
  const { db } = await shared
  const inForce = await announcementsInForce(db, NOON)
  const all = await announcements(db, { limit: 100 })
  t.same(new Set(inForce.map(({ kind }) => kind)), new Set(['security', 'rules', 'holiday', 'outage']))
  t.ok(inForce.some(({ kind, helpTopics }) => kind === 'security' && helpTopics.includes('outage')))
  t.ok(inForce.some(({ incidentId }) => incidentId !== undefined))
  t.ok(all.length >= inForce.length + 3)
  t.ok(
    all.some(({ effectiveAt }) => effectiveAt > NOON),
    'one is still to come',
  )
})
