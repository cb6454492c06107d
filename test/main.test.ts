import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

import t from 'tap'

const ROOT = path.resolve(import.meta.dirname, '..')
const WITHOUT_TYPES = `(await import('./src/strip-types.js')).importWithoutTypes();`
const run = promisify(execFile)

t.test('whoever stops reading early ends a command quietly', async (t) => {
  const child = spawn(process.execPath, ['src/main.js', 'help'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  t.equal(said, '')
  t.equal(code, 0)
})

t.test('a process with our hook reads our files without the compiler that takes types off', async (t) => {
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/strip-types.js'], { cwd: ROOT })
  const ask = `await import('./src/cli/serve.ts'); console.log(process.moduleLoadList.filter((name) => name.includes('amaro')))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', WITHOUT_TYPES + ask], {
    cwd: ROOT,
  })
  t.equal(stdout.trim(), '[]')
})

t.test('a fault is told at the line and column where it stands in our files', async (t) => {
  const ask = `const { parseDuration } = await import('./src/lib/duration.ts'); try { parseDuration({ toString() { throw new Error('broken') } }) } catch (error) { console.log(error.stack.split('\\n').find((line) => line.includes('duration.ts'))) }`
  const { stdout: ours } = await run(
    process.execPath,
    ['--input-type=module', '--eval', WITHOUT_TYPES + ask],
    { cwd: ROOT },
  )
  const { stdout: nodes } = await run(process.execPath, ['--input-type=module', '--eval', ask], { cwd: ROOT })
  t.match(ours, /duration\.ts:\d+:\d+/)
  t.equal(ours, nodes)
})
