import t from 'tap'

import {
  cronFault,
  cronPeriodMs,
  everyToCron,
  isPeriod,
  PERIODS,
  withSeconds,
} from '../../src/config/compile/every.ts'
import { parseDuration } from '../../src/lib/duration.ts'

t.test('every allowed distance becomes an expression that ticks at this distance', async (t) => {
  for (const period of PERIODS) {
    const ms = parseDuration(period) ?? 0
    t.ok(isPeriod(ms), period)
    t.equal(cronFault(everyToCron(ms)), undefined, everyToCron(ms))
    t.equal(cronPeriodMs(everyToCron(ms)), ms, `${period} is ${everyToCron(ms)}`)
  }
})

t.test('distances are written as people write cron', async (t) => {
  t.equal(everyToCron(1_000), '* * * * * *')
  t.equal(everyToCron(30_000), '*/30 * * * * *')
  t.equal(everyToCron(60_000), '0 * * * * *')
  t.equal(everyToCron(300_000), '0 */5 * * * *')
  t.equal(everyToCron(7_200_000), '0 0 */2 * * *')
  t.equal(everyToCron(86_400_000), '0 0 0 * * *')
})

t.test('distances that do not divide the clock evenly are no periods', async (t) => {
  for (const ms of [0, 500, 7_000, 45_000, 90_000, 420_000, 18_000_000, 172_800_000])
    t.notOk(isPeriod(ms), `${ms}`)
  t.ok(isPeriod(60_000), '60s is 1m')
})

t.test('the period of an expression is its usual distance', async (t) => {
  const cases = [
    ['*/10 * * * * *', 10_000],
    ['0,20 * * * * *', 40_000],
    ['*/5 * * * *', 300_000],
    ['0 */5 8-20 * * *', 300_000],
    ['0 30 9,12,15 * * *', 3 * 3_600_000],
    ['0 0 3 * * *', 86_400_000],
    ['0 0 3 * * 1-5', 86_400_000],
    ['0 0 3 * * mon', 7 * 86_400_000],
    ['0 0 3 1 * *', 31 * 86_400_000],
    ['0 0 3 * * 5L', 7 * 86_400_000],
  ] as const
  for (const [expression, ms] of cases) t.equal(cronPeriodMs(expression), ms, expression)
})

t.test('an expression of five fields gets its seconds', async (t) => {
  t.equal(withSeconds(' */5 8-20  * * 1-5 '), '0 */5 8-20 * * 1-5')
  t.equal(withSeconds('*/5 * * * * *'), '*/5 * * * * *')
})

t.test('what is wrong with an expression is told', async (t) => {
  t.equal(cronFault('*/5 * * * *'), undefined)
  t.equal(cronFault('* 25 * * *'), 'its hour cannot be "25"')
  t.equal(cronFault('often'), 'expected 5 or 6 fields but got 1')
})
