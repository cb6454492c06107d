import { startChild } from './child.ts'
import type { Bench } from './figure.ts'
import type { OnTimeAsk, OnTimeTold } from './on-time.ts'

const PROBES = 10_000

/**
 * Ten thousand probes every ten seconds that do nothing, against as many bare timers. Each in a process of its own at
 * the same time, so that whatever else the machine does meets both alike; together they take little of it.
 */
export const scheduleBench: Bench = {
  name: 'schedule',
  async run() {
    const [ours, bare] = await Promise.all([onTime('scheduler'), onTime('timers')])
    const pair = (which: keyof OnTimeTold) => ({ value: ours[which], limit: bare[which] })
    return [
      {
        name: `${PROBES} probes every 10 s: drift p99`,
        ...pair('driftP99Ms'),
        unit: 'ms',
        goal: { of: 'value', atMost: 50 },
      },
      {
        name: 'the same: memory',
        ...pair('memoryMb'),
        unit: 'MB',
        goal: { of: 'value', atMost: 30 },
      },
      { name: 'the same: CPU', ...pair('cpu'), unit: '%' },
      { name: 'the same: looks a second', ...pair('perSecond'), unit: '/s' },
      { name: 'the same: longest the loop stood still', ...pair('longestStopMs'), unit: 'ms' },
    ]
  },
}

async function onTime(by: OnTimeAsk['by']): Promise<OnTimeTold> {
  const child = startChild<OnTimeAsk, OnTimeTold>('on-time.ts')
  const told = await child.ask({ by, things: PROBES })
  await child.stop()
  return told
}
