import t from 'tap'

import type { Outcome } from '../../src/domain/outcome.ts'
import { componentStates } from '../../src/store/states.ts'
import { openTestStore } from '../support/store.ts'
import { begin, HOUR, MINUTE, SECOND, SMALL, TEN, type Story } from './story.ts'

/** Lets bills be looked at every 30 s from a moment on, ticking in between, whatever the story thinks the time is. */
async function lookFrom({ observer }: Story, fromAt: number, forMs: number, outcome: Outcome): Promise<void> {
  for (let at = fromAt; at < fromAt + forMs; at += 30 * SECOND) {
    await observer.observe([{ probeId: 'bills', place: 'here', at, outcome }], at)
    await observer.tick(at + 10 * SECOND)
  }
}

const stateOf = async ({ db }: Story) => (await componentStates(db)).get('bills')?.state

t.test('after the clock was set back by an hour, failures make an outage as ever', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(30 * MINUTE)
  const back = story.now() - HOUR
  await lookFrom(story, back, 40 * MINUTE, 'tech_fail')
  t.equal(await stateOf(story), 'major_outage')
})

t.test('after the clock was set back by an hour, an outage recovers as ever', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(10 * MINUTE)
  await story.look(10 * MINUTE, { bills: 'tech_fail' })
  const back = story.now() - HOUR
  await lookFrom(story, back, 4 * MINUTE, 'ok')
  t.not(await stateOf(story), 'operational', 'recovery still takes its time')
  await lookFrom(story, back + 4 * MINUTE, 2 * MINUTE, 'ok')
  t.equal(await stateOf(story), 'operational')
})

t.test('what went dark before the clock was set back is seen again at the next look', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(10 * MINUTE)
  for (let i = 0; i < 20; i += 1) await story.wait(10 * SECOND)
  t.equal(await stateOf(story), 'unknown')
  await lookFrom(story, story.now() - HOUR, MINUTE, 'ok')
  t.equal(await stateOf(story), 'operational')
})

t.test('looks of the future that a restart recalls are not taken for fresh', async (t) => {
  const store = await openTestStore(t)
  await (await begin(t, { store, wallet: SMALL, from: TEN })).look(30 * MINUTE)
  const again = await begin(t, { store, wallet: SMALL, from: TEN - HOUR })
  t.equal(await stateOf(again), 'unknown')
  await lookFrom(again, TEN - HOUR + MINUTE, 10 * MINUTE, 'tech_fail')
  t.equal(await stateOf(again), 'major_outage')
})

t.test('a restart recalls the looks since the clock was set back, not those before it alone', async (t) => {
  const store = await openTestStore(t)
  const before = await begin(t, { store, wallet: SMALL })
  await before.look(5 * MINUTE)
  await lookFrom(before, TEN - HOUR, 10 * MINUTE, 'tech_fail')
  const again = await begin(t, { store, wallet: SMALL, from: TEN - HOUR + 10 * MINUTE })
  t.equal(await stateOf(again), 'major_outage')
})
