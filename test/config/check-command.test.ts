import path from 'node:path'

import t from 'tap'

import { configCommand } from '../../src/cli/config.ts'
import { UsageError } from '../../src/cli/command.ts'

const FIXTURES = path.join(import.meta.dirname, '../fixtures/config')

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await configCommand.run(args, {
    env,
    cwd: FIXTURES,
    signal: new AbortController().signal,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out, err }
}

t.test('a good file is ok, with a count', async (t) => {
  t.strictSame(await run(['check', 'minimal.yaml']), {
    code: 0,
    out: ['minimal.yaml: ok, 1 component, 0 probes'],
    err: [],
  })
})

t.test('a bad file is answered with every problem, as the file was named, and a count', async (t) => {
  const { code, out, err } = await run(['check', 'bad/many-missing.yaml'])
  t.equal(code, 1)
  t.strictSame(out, [])
  t.equal(err.length, 4)
  t.match(err[0], /^bad\/many-missing\.yaml:10:5 groups\[0\]\.name: missing, expected /)
  t.equal(err.at(-1), '3 problems')
})

t.test('the file is the argument, else CONFIG, else the one in data', async (t) => {
  t.match((await run(['check'], { CONFIG: 'minimal.yaml' })).out, ['minimal.yaml: ok, 1 component, 0 probes'])
  t.match((await run(['check', 'nowhere.yaml'], { CONFIG: 'minimal.yaml' })).err, [
    'nowhere.yaml:1:1 there is no such file',
    '1 problem',
  ])
  t.match((await run(['check'])).err, ['data/wallet.yaml:1:1 there is no such file', '1 problem'])
})

t.test('other words are a mistake in usage', async (t) => {
  await t.rejects(run([]), UsageError)
  await t.rejects(run(['print']), UsageError)
  await t.rejects(run(['check', 'a.yaml', 'b.yaml']), UsageError)
})
