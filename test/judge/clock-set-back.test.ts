import t from 'tap'

import { isFresh, remember } from '../../src/judge/probe-memory.ts'
import { tell, wait, HOUR, MINUTE, YARDSTICK } from './looks.ts'

t.test(
  'a look that is a little late changes nothing, one that is far too old begins a clean sheet',
  async (t) => {
    const { memory } = tell('o*20')
    const late = memory.lookedAt - YARDSTICK.freshMs
    t.equal(remember(memory, { at: late, outcome: 'tech_fail' }, YARDSTICK), memory)
    const back = remember(memory, { at: late - 1, outcome: 'tech_fail' }, YARDSTICK)
    t.match(back, { lookedAt: late - 1, toldAt: late - 1, failed: { count: 1 }, ok: { count: 0 } })
    t.equal(back.looks.length, 1)
  },
)

t.test('a look that says nothing does not carry what was told in the future along', async (t) => {
  const { memory } = tell('o*20')
  const back = remember(memory, { at: memory.lookedAt - HOUR, outcome: 'throttled' }, YARDSTICK)
  t.equal(back.toldAt, undefined)
})

t.test('what was told in the far future is not fresh', async (t) => {
  const { memory } = tell('o*20')
  t.ok(isFresh(memory, memory.lookedAt - YARDSTICK.freshMs, YARDSTICK.freshMs))
  t.notOk(isFresh(memory, memory.lookedAt - YARDSTICK.freshMs - 1, YARDSTICK.freshMs))
})

t.test('time that passes on a clock that was set back leaves it in the dark since then', async (t) => {
  const { judgement, memory } = wait(tell('o*200'), -HOUR)
  t.match(judgement.verdict, { state: 'unknown', reason: { code: 'stale' } })
  t.ok(judgement.verdict.at <= memory.lookedAt - HOUR + YARDSTICK.freshMs)
})

t.test('turns in the future do not hold it at degraded once the clock was set back', async (t) => {
  const thresholds = { recoverAfter: 3, recoverForMs: MINUTE }
  const flapping = tell('o*3 f*3 o*3 f*3 o*3', { thresholds })
  t.equal(flapping.judgement.verdict.reason.code, 'flapping')
  const back = tell('o', { after: flapping, thresholds, everyMs: -3 * HOUR })
  t.equal(back.judgement.verdict.state, 'operational')
})
