import t from 'tap'

import { explanationsOf } from '../../src/store/observations/explanations.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { openTestStore } from '../support/store.ts'
import { look, MIDNIGHT, MINUTE, saying, SECOND } from './looks.ts'

t.test('every explanation of something that was not ok is kept, to the letter', async (t) => {
  const { db } = await openTestStore(t)
  const seen = (['tech_fail', 'slow', 'business_decline'] as const).map((outcome, index) =>
    look({ outcome, at: MIDNIGHT + index, explanation: saying(`结果 ${outcome}`) }),
  )
  await insertObservations(db, seen)
  await insertObservations(db, seen)
  t.strictSame(
    await explanationsOf(db, { probeId: 'pay', limit: 9 }),
    seen.toReversed().map(({ at, outcome }) => ({ at, outcome, explanation: saying(`结果 ${outcome}`) })),
  )
  t.equal((await explanationsOf(db, { probeId: 'pay', limit: 2 })).length, 2)
})

t.test('of successes the latest is kept, written again after ten minutes at the earliest', async (t) => {
  const { db } = await openTestStore(t)
  const ok = async (at: number) => insertObservations(db, [look({ at, explanation: saying(String(at)) })])
  const kept = async () => (await explanationsOf(db, { probeId: 'pay', limit: 9 })).map(({ at }) => at)
  await ok(MIDNIGHT)
  await ok(MIDNIGHT + 10 * MINUTE - 1)
  t.strictSame(await kept(), [MIDNIGHT])
  await ok(MIDNIGHT + 10 * MINUTE)
  t.strictSame(await kept(), [MIDNIGHT + 10 * MINUTE])
  await ok(MIDNIGHT + 5 * MINUTE)
  t.strictSame(await kept(), [MIDNIGHT + 10 * MINUTE], 'one that comes in late does not replace a newer one')
})

t.test('of a batch of successes each probe keeps its newest', async (t) => {
  const { db } = await openTestStore(t)
  const batch = [0, 2, 1].map((second) =>
    look({ at: MIDNIGHT + second * SECOND, explanation: saying(`${second}`) }),
  )
  await insertObservations(db, [...batch, look({ probeId: 'other', explanation: saying('other') })])
  t.match(await explanationsOf(db, { probeId: 'pay', limit: 9 }), [{ explanation: { summary: '2' } }])
  t.match(await explanationsOf(db, { probeId: 'other', limit: 9 }), [{ explanation: { summary: 'other' } }])
})

t.test('successes stand among the troubles by their time', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [
    look({ at: MIDNIGHT, outcome: 'tech_fail', explanation: saying('down') }),
    look({ at: MIDNIGHT + 1, explanation: saying('up') }),
    look({ at: MIDNIGHT + 2, outcome: 'pending', explanation: saying('late') }),
    look({ at: MIDNIGHT + 3, outcome: 'tech_fail' }),
  ])
  const found = await explanationsOf(db, { probeId: 'pay', limit: 9 })
  t.strictSame(
    found.map(({ outcome }) => outcome),
    ['pending', 'ok', 'tech_fail'],
  )
})
