import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { openStore } from '../../src/store/open.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import { temporaryFolder } from '../support/store.ts'

/** Runs words as a terminal in `cwd` would, with the data folder `mine` unless said otherwise. */
async function terminal(t: Test) {
  const cwd = await temporaryFolder(t)
  const run = async (words: string[], env: Record<string, string> = { DATA_DIR: 'mine' }) => {
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    const io = { cwd, env, signal: new AbortController().signal, out: say, err: say }
    return { code: await runCommand(commands, words, io), said: said.join('\n') }
  }
  const open = async (folder: string) => openStore({ file: path.join(cwd, folder, 'wallet.db') })
  return { run, open }
}

t.test('a backup made while the database is open is restored once it is closed', async (t) => {
  const { run, open } = await terminal(t)
  const store = await open('mine')
  await writeSetting(store.db, 'is', 'old')
  t.match(await run(['backup', 'copy.db']), {
    code: 0,
    said: /copy\.db: checked and complete\nDatabase: .*mine\/wallet\.db$/u,
  })
  await writeSetting(store.db, 'is', 'new')
  t.match(await run(['restore', 'copy.db']), { code: 1, said: /mine\/wallet\.db is in use/u })
  await store.close()
  t.match(await run(['restore', 'copy.db']), {
    code: 0,
    said: /restored from copy\.db\n.*kept as .*replaced-/u,
  })
  const restored = await open('mine')
  t.equal(await readSetting(restored.db, 'is'), 'old')
  await restored.close()
})

t.test('an open database is replaced when told twice', async (t) => {
  const { run, open } = await terminal(t)
  const store = await open('mine')
  await run(['backup', 'copy.db'])
  t.match(await run(['restore', '--force', 'copy.db']), { code: 0 })
  await store.close()
})

t.test('the data folder is data unless DATA_DIR names one', async (t) => {
  const { run, open } = await terminal(t)
  await (await open('data')).close()
  t.match(await run(['backup', 'copy.db'], {}), { code: 0 })
  t.match(await run(['backup', 'other.db']), {
    code: 1,
    said: /^There is no database in .*mine\. Set DATA_DIR to the folder that the running server uses\.$/u,
  })
})

t.test(
  'an environment that serve refuses is refused here too, rather than read in another way',
  async (t) => {
    const { run, open } = await terminal(t)
    await (await open('data')).close()
    t.match(await run(['backup', 'copy.db'], { DATABASE_URL: 'postgres://elsewhere' }), {
      code: 1,
      said: /^DATABASE_URL is set/u,
    })
  },
)

t.test('words that do not fit end with the usage', async (t) => {
  const { run } = await terminal(t)
  for (const name of ['backup', 'restore']) {
    for (const words of [[], ['a', 'b'], ['a', '--wrong']]) {
      t.match(await run([name, ...words]), { code: 2, said: new RegExp(`wallet-status ${name} FILE`, 'u') })
    }
  }
})
