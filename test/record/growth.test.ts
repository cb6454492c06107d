import t, { type Test } from 'tap'

import type { Outcome } from '../../src/domain/outcome.ts'
import { walkingNotices } from '../../src/store/notices/notices.ts'
import type { Store } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'
import { begin, MINUTE, SECOND, TEN, type Story } from './story.ts'

/** When each of these begins to fail, after the first: minor, then major, then critical. */
const SPREAD = [
  ['bills', 'slow', 0],
  ['sms', 'tech_fail', 10 * SECOND],
  ['pay', 'tech_fail', 20 * SECOND],
] as const

const publishing = { policy: 'at_once' } as const
const look = (probeId: string, outcome: Outcome, at: number) => ({ probeId, place: 'here', at, outcome })
const told = async (story: Story) =>
  (await story.published()).flatMap(({ updates }) => updates.map(({ body }) => body.en)).toReversed()

/** All is well from 10:00 to 10:05. */
async function beginWell(t: Test): Promise<{ story: Story; store: Store }> {
  const store = await openTestStore(t)
  const story = await begin(t, { store, publishing })
  await story.look(5 * MINUTE)
  return { story, store }
}

/** Lets what is above fail with a look and a tick every second, within these seconds after 10:05. */
async function spread(story: Story, fromS: number, toS: number): Promise<void> {
  const fromAt = TEN + 5 * MINUTE
  for (let at = fromAt + fromS * SECOND; at < fromAt + toS * SECOND; at += SECOND) {
    const failing = SPREAD.filter(([, , afterMs]) => at >= fromAt + afterMs)
    await story.observer.observe(
      failing.map(([id, outcome]) => look(id, outcome, at)),
      at,
    )
    await story.observer.tick(at)
  }
}

t.test('what grows within a minute of the first word is told in one update', async (t) => {
  const { story } = await beginWell(t)
  await spread(story, 0, 50)
  t.match(
    await story.published(),
    [{ impact: 'critical', title: { en: /Payment/ } }],
    'the page has it at once',
  )
  const first = await told(story)
  t.match(first, [/^Unstable since 10:05: Bills/])
  t.equal(first.length, 1)
  await spread(story, 50, 180)
  const then = await told(story)
  t.match(then, [/^Unstable/, /^More is affected now\. Unavailable: Payment, Texts,? and Bills/])
  t.equal(then.length, 2)
})

t.test('what was gathered is told by a tick, though the process was stopped meanwhile', async (t) => {
  const { story, store } = await beginWell(t)
  await spread(story, 0, 50)
  const again = await begin(t, { store, publishing, from: TEN + 8 * MINUTE })
  await again.wait(SECOND)
  t.match(await told(again), [/^Unstable/, /^More is affected now/])
})

t.test('growth long after the last word is told at once', async (t) => {
  const { story } = await beginWell(t)
  await story.look(5 * MINUTE, { bills: 'slow' })
  t.equal((await told(story)).length, 1)
  await story.look(3 * MINUTE, { bills: 'slow', sms: 'tech_fail' })
  t.match(await told(story), [/^Unstable/, /^More is affected now/])
})

t.test('who follows a bank that joins is told, though the incident is no graver by it', async (t) => {
  const { story } = await beginWell(t)
  await story.look(5 * MINUTE, { 'bank-1': 'tech_fail' })
  await story.look(3 * MINUTE, { 'bank-1': 'tech_fail', 'bank-2': 'tech_fail' })
  t.match((await told(story)).at(-1), /^More is affected now.*Bank 2/)
  const last = (await walkingNotices(story.db, { limit: 9 })).at(-1)
  t.match(last?.news, { moment: 'updated', impact: 'minor', joined: ['debit', 'bank-2'] })
})

t.test('trouble that comes back is told at once, since the last word was that all works', async (t) => {
  const { story } = await beginWell(t)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(5 * MINUTE + 30 * SECOND)
  t.match((await told(story)).at(-1), /^Working again/)
  for (let now = story.now(); now < story.now() + 30 * SECOND; now += SECOND) {
    await story.observer.observe([look('bills', 'tech_fail', now)], now)
    if ((await story.published())[0]?.phase === 'investigating') break
  }
  t.match((await told(story)).at(-1), /^The trouble has come back/)
})

t.test('what has come back is called by what fails now, not by all that ever failed', async (t) => {
  const { story } = await beginWell(t)
  await story.look(5 * MINUTE, { bills: 'tech_fail', sms: 'tech_fail', pay: 'tech_fail' })
  t.match((await story.published())[0]?.title.en, /^Payment, Bills,? and Texts: unavailable/)
  await story.look(5 * MINUTE + 30 * SECOND)
  t.match((await story.published())[0]?.title.en, /Payment, Bills,? and Texts/, 'what the past was about')
  await story.look(3 * MINUTE, { sms: 'slow' })
  t.match((await told(story)).at(-1), /^The trouble has come back: Texts\./)
  t.equal((await story.published())[0]?.title.en, 'Texts: unstable')
})
