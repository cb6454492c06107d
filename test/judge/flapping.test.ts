import t from 'tap'

import { tell } from './looks.ts'

const thresholds = { recoverAfter: 2, recoverForMs: 30_000, majorAfter: 2 }

t.test('after three turns within an hour it stays degraded when it is well again', async (t) => {
  const twice = tell('o*3 f f o*3 f f', { thresholds })
  t.equal(twice.judgement.verdict.state, 'major_outage')
  const third = tell('o*3', { after: twice, thresholds })
  t.match(third.judgement.verdict, { state: 'degraded', reason: { code: 'flapping' } })
})

t.test('an hour without a turn makes it operational again, since the end of that hour', async (t) => {
  const flapping = tell('o*3 f f o*3 f f o*3', { thresholds })
  const lastTurnAt = flapping.judgement.flapping.turns.at(-1)!
  const soon = tell('o*110', { after: flapping, thresholds })
  t.equal(soon.judgement.verdict.state, 'degraded')
  const quiet = tell('o*15', { after: soon, thresholds })
  t.match(quiet.judgement.verdict, { state: 'operational', at: lastTurnAt + 3_600_000 })
})

t.test('while it flaps, an outage is still an outage', async (t) => {
  const flapping = tell('o*3 f f o*3 f f o*3 f f', { thresholds })
  t.equal(flapping.judgement.verdict.state, 'major_outage')
})

t.test('two outages an hour apart are not flapping', async (t) => {
  t.equal(tell('o*3 f f o*130 f f o*3', { thresholds }).judgement.verdict.state, 'operational')
})
