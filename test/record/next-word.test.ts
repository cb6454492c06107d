import t from 'tap'

import { openIncident } from '../../src/record/operators/open-incident.ts'
import { openTestStore } from '../support/store.ts'
import { MINUTE, TEN, WALLET } from './story.ts'
import { answers, openInput } from './words.ts'

t.test('the next word may be promised so long from now', async (t) => {
  const desk = { db: (await openTestStore(t)).db, wallet: WALLET }
  const promise = (nextUpdateAt: string) => openInput({ answers: { ...answers(), nextUpdateAt } })
  const { incident } = await openIncident(desk, promise('in 45m'), TEN)
  t.equal(incident.answers.nextUpdateAt, TEN + 45 * MINUTE)
  for (const wrong of ['in a while', 'in -5m', '45m']) {
    await t.rejects(openIncident(desk, promise(wrong), TEN), {
      message: /^answers\.nextUpdateAt: found "[^"]+", expected a moment such as in 30m, 2026/,
    })
  }
  const late = openInput({ startedAt: 'in 5m' })
  await t.rejects(openIncident(desk, late, TEN), { message: /^startedAt: found "in 5m"/ })
})
