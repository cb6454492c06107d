import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import t from 'tap'

const run = promisify(execFile)
const SETTLING = fileURLToPath(import.meta.resolve('./settling.ts'))
const MB = 1_048_576

async function settle(...flags: readonly string[]): Promise<{ before: number; after: number }> {
  const { stdout } = await run(process.execPath, [...flags, SETTLING])
  return JSON.parse(stdout)
}

t.test('memory that only the start has needed goes back to the system', async (t) => {
  const { before, after } = await settle('--expose-gc')
  t.ok(before - after > 20 * MB, `${(before - after) / MB} MB`)
})

t.test('a process begun without --expose-gc goes on as it is', async (t) => {
  const { before, after } = await settle()
  t.ok(before - after < 20 * MB, `${(before - after) / MB} MB`)
})
