import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
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

t.test('a kept file that is empty, cut short or cannot be read keeps nobody from starting', async (t) => {
  // A name of which nothing may be taken for a pattern or a part of an address.
  const root = path.join(t.testdir(), 'a [wallet] #1 %20')
  const kept = path.join(root, 'node_modules/.cache/wallet-status')
  await mkdir(path.join(root, 'src'), { recursive: true })
  await writeFile(path.join(root, 'package.json'), '{ "type": "module" }')
  await writeFile(path.join(root, 'src/one.ts'), 'export const one: number = 1\n')
  await cp(path.join(ROOT, 'src/strip-types.js'), path.join(root, 'src/strip-types.js'))
  const ask = `console.log((await import('./src/one.ts')).one, process.moduleLoadList.some((name) => name.includes('amaro')))`
  const start = async () => {
    const asked = [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '--eval',
      WITHOUT_TYPES + ask,
    ]
    return (await run(process.execPath, asked, { cwd: root })).stdout.trim()
  }
  t.equal(await start(), '1 false')
  const [name = ''] = await readdir(kept)
  for (const cut of ['', 'export const', 'export const one         = 2\n']) {
    await writeFile(path.join(kept, name), cut)
    t.equal(await start(), '1 false', 'it is made anew')
  }
  await rm(path.join(kept, name))
  await mkdir(path.join(kept, name))
  t.equal(await start(), '1 true', 'Node does it')
})
