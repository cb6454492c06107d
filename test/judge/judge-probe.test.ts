import t from 'tap'

import { outcomes, tell, wait, MINUTE, SECOND } from './looks.ts'

const OUTAGE = ['operational 0', 'degraded 1200', 'major_outage 1200']

/** A look every 30 s; the path is every state it went through, with the second since when. */
const TABLE: readonly (readonly [story: string, looks: string, path: readonly string[]])[] = [
  ['the first ok look makes it operational', 'o', ['operational 0']],
  ['one failure changes nothing', 'o*10 f o*10', ['operational 0']],
  ['two failures of thirty are degraded', 'o*28 f f', ['operational 0', 'degraded 840']],
  ['three slow looks on end are degraded, since the first', 'o*10 s s s', ['operational 0', 'degraded 300']],
  ['two slow looks on end are not', 'o*10 s s o*3', ['operational 0']],
  ['three pending looks on end are degraded', 'o*10 p p p', ['operational 0', 'degraded 300']],
  ['slow, pending and failed looks count together', 'o*20 s p f', ['operational 0', 'degraded 600']],
  ['every third look slow is degraded', 'o*4 s o s o o s', ['operational 0', 'degraded 120']],
  ['slowness is never more than degraded', 'o s*40', ['operational 0', 'degraded 30']],
  [
    'five failures on end are an outage, since the first of them',
    'o*40 f*5',
    ['operational 0', 'degraded 1200', 'major_outage 1200'],
  ],
  ['failing from the first look on is an outage', 'f*5', ['unknown 0', 'degraded 0', 'major_outage 0']],
  [
    'a quarter of the looks failing is a partial outage, from the look that tipped it',
    'o*6 f o o f o o f',
    ['operational 0', 'degraded 180', 'partial_outage 360'],
  ],
  [
    'failures that lie further apart than the window are not counted together',
    'o f o*29 f o*3',
    ['operational 0'],
  ],
  ['declines alone change nothing', 'o d*100', ['operational 0']],
  ['declines say nothing where nothing was known', 'd*20', ['unknown 0']],
  [
    'declines neither break nor lengthen a run of failures',
    'o*40 f f d*3 f f f',
    ['operational 0', 'degraded 1200', 'major_outage 1200'],
  ],
  ['one look that speaks of their maintenance is not enough', 'o*4 m o*4', ['operational 0']],
  [
    'their maintenance counts since the first look that said so',
    'o*4 m m',
    ['operational 0', 'maintenance 120'],
  ],
  ['two ok looks end their maintenance', 'o m*4 o o', ['operational 0', 'maintenance 30', 'operational 150']],
  [
    'what failed before their maintenance is not held against it after',
    'o*28 f f m m o o f o*5',
    ['operational 0', 'degraded 840', 'maintenance 900', 'operational 960'],
  ],
  ['five ok looks are no recovery before the time is up', 'o*40 f*5 o*10', OUTAGE],
  ['recovery is dated to the first ok look', 'o*40 f*5 o*11', [...OUTAGE, 'operational 1350']],
  ['after recovery old failures do not count', 'o*40 f*5 o*11 f o*8', [...OUTAGE, 'operational 1350']],
  [
    'a failure on the way to recovery leaves it degraded, and recovery starts anew',
    'o*40 f*5 o*9 f o*11',
    [...OUTAGE, 'degraded 1350', 'operational 1650'],
  ],
  [
    'an outage that answers slowly again eases to degraded after the recovery time',
    'o*40 f*5 s*12',
    [...OUTAGE, 'degraded 1350'],
  ],
  [
    'an outage that lets half of the looks through eases to a partial one',
    'o*40 f*5 o f o f o f o f o f o f',
    [...OUTAGE, 'partial_outage 1350'],
  ],
]

for (const [story, looks, path] of TABLE) {
  t.test(story, async (t) => {
    t.strictSame(tell(looks).path, path)
  })
}

t.test(
  'a share of successes below the least of the three lines is an outage without any long run',
  async (t) => {
    const thresholds = { majorAfter: 100 }
    t.match(tell('o*2 f*8', { thresholds }).judgement.verdict, { state: 'partial_outage' }, 'two of ten')
    t.match(tell('o f*5', { thresholds }).judgement.verdict, {
      state: 'major_outage',
      reason: { code: 'success_rate', sample: { successRate: 0.167, samples: 6 } },
    })
  },
)

t.test('recovery takes five looks even when they come rarely', async (t) => {
  const everyMs = 90 * SECOND
  t.match(tell('f*5 o*4', { everyMs }).judgement.verdict, { state: 'major_outage' })
  t.match(tell('f*5 o*5', { everyMs }).judgement.verdict, { state: 'operational' })
})

t.test('an observation that is known already changes nothing', async (t) => {
  const once = tell('o f')
  const again = tell('', { after: once })
  t.equal(again, once)
})

t.test('every verdict says why', async (t) => {
  t.strictSame(tell('o').judgement.verdict.reason.code, 'first_look')
  t.strictSame(tell('o s s s').judgement.verdict.reason, {
    code: 'consecutive_slow',
    sample: { consecutive: 3 },
  })
  t.strictSame(tell('f*5').judgement.verdict.reason.code, 'consecutive_failures')
  t.strictSame(tell('o*10 p p p').judgement.verdict.reason.code, 'consecutive_pending')
  t.strictSame(tell('o*6 f o o f').judgement.verdict.reason, {
    code: 'success_rate',
    sample: { successRate: 0.8, inTimeRate: 0.8, samples: 10 },
  })
  t.strictSame(tell('f*5 o*11').judgement.verdict.reason, { code: 'recovered', sample: { consecutive: 11 } })
  t.strictSame(tell('o m m').judgement.verdict.reason.code, 'their_maintenance')
})

t.test('a bad look asks for another soon until it is confirmed or refuted', async (t) => {
  const asks = (looks: string) => tell(looks).judgement.verdict.unconfirmed
  t.equal(asks('o'), false)
  t.equal(asks('o*20 f'), true, 'a first failure')
  t.equal(asks('o*20 f f f f'), true, 'degraded may yet be an outage')
  t.equal(asks('o*20 f*5'), false, 'an outage is an outage')
  t.equal(asks('o*20 f o'), false, 'refuted')
  t.equal(asks('o*20 s'), true)
  t.equal(asks('o*20 s s s'), false)
  t.equal(asks('o*20 m'), true)
  t.equal(asks('o*20 d'), false, 'a decline is the operators’ business')
})

t.test('nothing rests on time that nobody saw', async (t) => {
  const dark = wait(tell('o*5 f*4'), 10 * MINUTE)
  t.equal(dark.judgement.verdict.state, 'unknown')
  const again = tell('f', { after: dark, everyMs: 10 * MINUTE })
  t.equal(again.judgement.verdict.state, 'unknown', 'the fifth failure came after the dark')
})

t.test('outcome letters mean what they say', async (t) => {
  t.strictSame(outcomes('o*2 f x'), ['ok', 'ok', 'tech_fail', 'probe_fault'])
})
