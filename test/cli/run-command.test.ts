import t from 'tap'

import { type Command, UsageError } from '../../src/cli/command.ts'
import { runCommand } from '../../src/cli/run-command.ts'

class WalletClosed extends Error {
  override name = 'WalletClosed' as const
  readonly forPeople = true
}

/** As libraries make them: a name of its own, and a message for programmers. */
class LibraryError extends Error {
  override name = 'LibraryError' as const
}

const greet: Command = {
  name: 'greet',
  summary: 'Says hello.',
  usage: 'wallet-status greet <name>',
  async run([who], io) {
    if (who === undefined) throw new UsageError('Whom?')
    if (who === 'nobody') throw new WalletClosed('The wallet is closed.')
    if (who === 'library') throw new LibraryError('no such table: walls')
    if (who === 'broken') throw new TypeError('x is undefined')
    io.out(`hello ${who}`)
    return 0
  },
}

async function run(...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(new Map([['greet', async () => greet]]), words, {
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

t.test('a command gets the words after its name and gives the exit code', async (t) => {
  t.match(await run('greet', 'you'), { code: 0, out: 'hello you' })
})

t.test('a word that is no command lists the commands and exits with 2', async (t) => {
  const { code, err } = await run('dance')
  t.equal(code, 2)
  t.match(err, /no command "dance"/)
  t.match(err, /greet +Says hello\./)
})

t.test('no word at all explains what there is', async (t) => {
  const { code, out } = await run()
  t.equal(code, 2)
  t.match(out, /greet/)
})

t.test('help for a command prints its usage', async (t) => {
  t.match(await run('greet', '--help'), { code: 0, out: 'wallet-status greet <name>' })
})

t.test('a usage error shows what was wrong and the usage', async (t) => {
  const { code, err } = await run('greet')
  t.equal(code, 2)
  t.match(err, /Whom\?[\s\S]*wallet-status greet <name>/)
})

t.test('an error made for people is shown without a stack', async (t) => {
  const { code, err } = await run('greet', 'nobody')
  t.equal(code, 1)
  t.equal(err, 'The wallet is closed.')
})

t.test('a mistake of ours keeps its stack', async (t) => {
  const { code, err } = await run('greet', 'broken')
  t.equal(code, 1)
  t.match(err, /TypeError: x is undefined\n +at /)
})

t.test('an error of a library keeps its stack, whatever its name', async (t) => {
  const { code, err } = await run('greet', 'library')
  t.equal(code, 1)
  t.match(err, /LibraryError: no such table: walls\n +at /)
})
