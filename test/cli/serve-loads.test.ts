import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import t from 'tap'

const run = promisify(execFile)
const SERVE = import.meta.resolve('../../src/cli/serve.ts')

t.test("a server does not load Node's own undici beside the parts of ours", async (t) => {
  const script = `await import(${JSON.stringify(SERVE)}); console.log(process.moduleLoadList.join('\\n'))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
  const loaded = stdout.split('\n')
  t.ok(loaded.includes('NativeModule http'))
  t.notOk(loaded.includes('NativeModule internal/deps/undici/undici'))
})
