import t from 'tap'

import { tell, wait, MINUTE, SECOND } from './looks.ts'

t.test('data that is too old is unknown, since the moment it became too old', async (t) => {
  const seen = tell('o*3')
  t.match(wait(seen, 100 * SECOND).judgement.verdict, { state: 'operational' })
  t.strictSame(wait(seen, 101 * SECOND).path, ['operational 0', 'unknown 160'])
  t.match(wait(seen, 101 * SECOND).judgement.verdict.reason, { code: 'stale' })
})

for (const [what, letter] of [
  ['faults of ours', 'x'],
  ['being throttled', 't'],
] as const) {
  t.test(`${what} alone leave nothing known once the last verdict is too old`, async (t) => {
    const story = tell(`o*3 ${letter}*10`)
    t.strictSame(story.path, ['operational 0', 'unknown 160'])
    t.match(story.judgement.verdict.reason, { code: 'no_verdict' })
  })

  t.test(`${what} never make an outage`, async (t) => {
    t.notMatch(tell(`o*3 ${letter}*200`).path.join(), /outage|degraded/)
  })
}

t.test('a look that began before the dark, ended in it and told nothing brings no light', async (t) => {
  const dark = wait(tell('o*3'), 101 * SECOND)
  t.strictSame(tell('t', { after: dark, everyMs: 95 * SECOND }).path, ['operational 0', 'unknown 160'])
  t.strictSame(tell('x', { after: dark, everyMs: 95 * SECOND }).path, ['operational 0', 'unknown 160'])
  const told = tell('o', { after: dark, everyMs: 95 * SECOND })
  t.strictSame(told.path, ['operational 0', 'unknown 160', 'operational 160'])
})

t.test('the first ok look after the dark makes what was well operational again', async (t) => {
  const story = tell('o', { after: wait(tell('o*3'), 5 * MINUTE), everyMs: 6 * MINUTE })
  t.strictSame(story.path, ['operational 0', 'unknown 160', 'operational 420'])
})

t.test('what was out when it went dark must recover in full', async (t) => {
  const dark = wait(tell('f*5'), 5 * MINUTE)
  const first = tell('o', { after: dark, everyMs: 6 * MINUTE })
  t.equal(first.judgement.verdict.state, 'unknown')
  t.equal(tell('o*9', { after: first }).judgement.verdict.state, 'unknown')
  t.equal(tell('o*10', { after: first }).judgement.verdict.state, 'operational')
})
