import Database from 'better-sqlite3'
import t from 'tap'

import { gapsBetween } from '../../src/store/gaps.ts'
import { openTestStoreFile } from '../support/store.ts'
import { begin, MINUTE, SMALL, TEN } from './story.ts'

const BLIND = { fromAt: TEN, toAt: TEN + 5 * MINUTE, cause: 'own_network_down' } as const
const ALWAYS = { fromAt: 0, toAt: TEN + 100 * MINUTE }

t.test('a gap is stored at once when the store takes it', async (t) => {
  const { store } = await openTestStoreFile(t)
  const { observer } = await begin(t, { store, wallet: SMALL })
  await observer.noteGap(BLIND)
  t.strictSame(await gapsBetween(store.db, ALWAYS), [BLIND])
})

for (const [what, next] of [
  ['tick', 'tick'],
  ['batch', 'observe'],
] as const) {
  t.test(`a gap that is noted while the store is away is stored with the next ${what}, once`, async (t) => {
    const { store, file } = await openTestStoreFile(t)
    const { observer } = await begin(t, { store, wallet: SMALL })
    const other = new Database(file)
    other.exec('begin immediate')
    await observer.noteGap(BLIND)
    other.close()
    t.strictSame(await gapsBetween(store.db, ALWAYS), [])
    const { changes } = await (next === 'tick'
      ? observer.tick(TEN + 1_000)
      : observer.observe([{ probeId: 'bills', place: 'here', at: TEN, outcome: 'ok' }], TEN))
    await observer.tick(TEN + 10_000)
    t.strictSame(await gapsBetween(store.db, ALWAYS), [BLIND])
    t.notMatch(JSON.stringify(changes), /monitor_stopped/)
  })
}

t.test(
  'a gap that is noted while a tick is under way is not forgotten with what the tick stored',
  async (t) => {
    const { store } = await openTestStoreFile(t)
    const { observer } = await begin(t, { store, wallet: SMALL })
    await Promise.all([observer.tick(TEN + MINUTE), observer.noteGap(BLIND)])
    const causes = (await gapsBetween(store.db, ALWAYS)).map(({ cause }) => cause)
    t.strictSame(causes.toSorted(), ['monitor_stopped', 'own_network_down'])
  },
)
