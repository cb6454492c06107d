import t from 'tap'

import { createRunContext } from '../../src/probe/run-probe.ts'
import { lookWith } from './looking.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 2, 2, 4)
const settlement = { period: '1h', grace: '5m', token: 'settlement-token' }

interface Beat {
  readonly minutesAgo: number
  readonly ok: boolean
}

/** Looks when we have run for so many minutes and the last report came so many minutes ago. */
async function outcomeOf({ runningFor, beat }: { runningFor: number; beat?: Beat }) {
  const time = { now: START }
  const lastBeat = async () =>
    beat === undefined ? undefined : { at: time.now - beat.minutesAgo * MINUTE, ok: beat.ok }
  const context = createRunContext({ clock: () => time.now, place: 'here', lastBeat })
  time.now += runningFor * MINUTE
  return lookWith('heartbeat', settlement, { context })
}

t.test('a report in time is ok, and no latency is made up', async (t) => {
  const look = await outcomeOf({ runningFor: 600, beat: { minutesAgo: 64, ok: true } })
  t.equal(look.outcome, 'ok')
  t.notOk('latencyMs' in look)
})

t.test('silence beyond period and grace is the job’s failure', async (t) => {
  const look = await outcomeOf({ runningFor: 600, beat: { minutesAgo: 66, ok: true } })
  t.equal(look.outcome, 'tech_fail')
  t.match(look.explanation?.summary, /3960 s ago, at most 3900 s allowed/)
})

t.test('a job that reported a failure has failed', async (t) => {
  t.equal((await outcomeOf({ runningFor: 600, beat: { minutesAgo: 1, ok: false } })).outcome, 'tech_fail')
})

t.test('silence that we were not there to hear is nobody’s failure yet', async (t) => {
  t.equal((await outcomeOf({ runningFor: 10, beat: { minutesAgo: 300, ok: true } })).outcome, 'probe_fault')
})

t.test('a job that never reported is neither green nor red', async (t) => {
  t.equal((await outcomeOf({ runningFor: 600 })).outcome, 'probe_fault')
})

t.test('a record of ours that cannot be read is a fault of ours', async (t) => {
  const lastBeat = async () => Promise.reject(new Error('database is locked'))
  const context = createRunContext({ clock: () => START, place: 'here', lastBeat })
  const look = await lookWith('heartbeat', settlement, { context })
  t.match(look, { outcome: 'probe_fault', explanation: { summary: /database is locked/ } })
})
