import { execFile } from 'node:child_process'
import { mock } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import t from 'tap'

import { giveMemoryBackRegularly } from '../../src/lib/give-memory-back.ts'

const run = promisify(execFile)
const HAVING_NEEDED = fileURLToPath(import.meta.resolve('./having-needed.ts'))
const MB = 1_048_576

async function memoryOf(...flags: readonly string[]): Promise<{ before: number; after: number }> {
  const { stdout } = await run(process.execPath, [...flags, HAVING_NEEDED])
  return JSON.parse(stdout)
}

t.test('memory that only the start has needed goes back to the system', async (t) => {
  const { before, after } = await memoryOf('--expose-gc')
  t.ok(before - after > 20 * MB, `${(before - after) / MB} MB`)
})

t.test('a process begun without --expose-gc goes on as it is', async (t) => {
  const { before, after } = await memoryOf()
  t.ok(before - after < 20 * MB, `${(before - after) / MB} MB`)
})

t.test('memory goes back once the start is over and every hour, until we stop', (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  t.teardown(() => mock.timers.reset())
  let times = 0
  const giving = giveMemoryBackRegularly(() => void (times += 1))
  mock.timers.tick(19_999)
  t.equal(times, 0)
  mock.timers.tick(1)
  t.equal(times, 1)
  mock.timers.tick(3_600_000)
  t.equal(times, 2)
  giving.stop()
  mock.timers.tick(7_200_000)
  t.equal(times, 2)
  t.end()
})
