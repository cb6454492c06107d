import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import type { PageRequest } from '../../src/publish/page.ts'
import { benchConfig } from './bench-config.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import { openRecording } from './recording.ts'
import { openSite } from './site.ts'
import { fillYears } from './years.ts'

const COMPONENTS = 30
const TIMES = 60
const ASKED: PageRequest = { locale: 'zh-CN', params: {}, query: {} }

interface Measured {
  before?(): Promise<unknown>
  work(): Promise<unknown>
}

/** What ten years of history cost a reader: nothing, if pages read no more of it than they show. */
export const yearsBench: Bench = {
  name: 'years',
  async run() {
    await using stack = new AsyncDisposableStack()
    const day = await openAfter(1, stack)
    const quarter = await openAfter(90, stack)
    const decade = await openAfter(3_650, stack)
    const figures: Figure[] = []
    const compare = async (work: keyof typeof decade, beside: typeof decade, length: string) => {
      const [ours = [], theirs = []] = await byTurns([decade[work], beside[work]])
      figures.push({
        name: `${work}: ten years beside ${length}`,
        value: median(ours),
        limit: median(theirs),
        unit: 'ms',
        goal: { of: 'ratio', atMost: 1.25 },
      })
    }
    await compare('home page rebuilt', day, 'a day')
    await compare('component page', day, 'a day')
    await compare('history page', day, 'a day')
    // It reads ninety days, because the page shows ninety days.
    await compare('first build after a start', quarter, '90 days')
    return figures
  },
}

/** The same wallet after so many days, and what is measured of it. */
async function openAfter(days: number, stack: AsyncDisposableStack) {
  const folder = stack.use(await benchFolder())
  const config = benchConfig({ count: COMPONENTS, every: '30s', targetUrl: 'http://127.0.0.1:1' })
  const now = Date.now()
  await fillYears(folder.path, config, { days, now })
  const recording = stack.use(await openRecording(folder.path, config))
  const { keeper, stop } = await openSite(recording, config)
  stack.defer(stop)
  const deps = { db: recording.store.db, wallet: config.wallet }
  return {
    'home page rebuilt': { work: () => keeper.refresh() },
    // A refresh makes the other pages stale.
    'component page': {
      before: () => keeper.refresh(),
      work: () => keeper.page('component', { ...ASKED, params: { id: 'part-3' } }),
    },
    'history page': { before: () => keeper.refresh(), work: () => keeper.page('history', ASKED) },
    'first build after a start': { work: () => createSnapshotBuilder(deps).build(now) },
  } satisfies Record<string, Measured>
}

/** How long each took each time, ms. One after the other, so that all meet the same machine. */
async function byTurns(works: readonly Measured[]): Promise<number[][]> {
  const took: number[][] = works.map(() => [])
  for (let time = -5; time < TIMES; time += 1) {
    for (const [index, { before, work }] of works.entries()) {
      await before?.()
      const beganAt = performance.now()
      await work()
      if (time >= 0) took[index]?.push(performance.now() - beganAt)
    }
  }
  return took
}
