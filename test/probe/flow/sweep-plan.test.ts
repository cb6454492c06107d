import t from 'tap'

import { createSweepPlan } from '../../../src/probe/flow/sweep-plan.ts'

const plan = () => createSweepPlan({ every: 3, olderThanMs: 600 })

/** Looks at these moments, sweeping cleanly when it is due; tells which looks swept. */
function lookAt(sweeps: ReturnType<typeof plan>, moments: readonly number[]): boolean[] {
  return moments.map((at) => {
    const due = sweeps.isDue(at)
    if (due) sweeps.swept(at, true)
    sweeps.looked()
    return due
  })
}

t.test('it is due at the first look and every so many looks', async (t) => {
  t.same(lookAt(plan(), [1, 2, 3, 4, 5, 6, 7]), [true, false, false, true, false, false, true])
})

t.test('what died with an earlier process is looked for again once it must be old enough', async (t) => {
  const rare = createSweepPlan({ every: 1_000, olderThanMs: 600 })
  t.same(lookAt(rare, [0, 300, 599, 600, 601, 5_000]), [true, false, false, true, false, false])
})

t.test('an order left behind is looked for when it has come of age', async (t) => {
  const rare = createSweepPlan({ every: 1_000, olderThanMs: 600 })
  lookAt(rare, [0, 600])
  rare.owe(1_000)
  rare.owe(1_300)
  t.same(lookAt(rare, [1_300, 1_599, 1_600, 1_700, 1_900, 2_000]), [false, false, true, false, true, false])
})

t.test('a sweep that failed is tried again', async (t) => {
  const rare = createSweepPlan({ every: 1_000, olderThanMs: 600 })
  t.ok(rare.isDue(0))
  rare.swept(0, false)
  rare.looked()
  t.same(lookAt(rare, [100, 600]), [false, true])
})
