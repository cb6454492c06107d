import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../support/store.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A terminal in the project's folder with the example configuration and a data folder of its own. */
async function terminal(t: Test) {
  const folder = await temporaryFolder(t)
  await (await openStore({ file: path.join(folder, 'wallet.db') })).close()
  return inFolder(folder)
}

function inFolder(folder: string) {
  return async (...words: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await runCommand(commands, words, {
      env: { DATA_DIR: folder, CONFIG: path.join(ROOT, 'data/wallet.yaml') },
      cwd: ROOT,
      signal: AbortSignal.timeout(60_000),
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
}

t.test('an incident goes from its first word to its last by the example files', async (t) => {
  const run = await terminal(t)
  const opened = await run('incident', 'open', 'data/examples/incident-open.yaml')
  t.match(opened, { code: 0, out: /^Opened [a-z0-9]{12}: / })
  const id = opened.out.slice(7, 19)
  const listed = await run('incident', 'list')
  t.match(listed.out, new RegExp(`^${id}  published  identified  major`))
  t.match(listed.out, /waits for a person/)
  const shown = (await run('incident', 'show', id)).out
  t.match(shown, /money: checking/)
  t.match(shown, /identified  operator/)
  t.match(await run('incident', 'show', 'nothing'), { code: 1, err: /there is no incident "nothing"/ })
  t.match(await run('incident', 'update', id, 'data/examples/incident-update.yaml'), {
    code: 0,
    out: /monitoring/,
  })
  t.match(await run('incident', 'object', id, '--why', 'no'), {
    code: 1,
    err: /is published, expected a draft/,
  })
  t.match(await run('incident', 'resolve', id, 'data/examples/incident-update.yaml'), {
    code: 1,
    err: /phase: not known here/,
  })
  t.match(await run('incident', 'resolve', id, 'data/examples/incident-resolve.yaml'), { code: 0 })
  t.match(await run('incident', 'list'), { code: 0, out: 'No open incidents.' })
})

t.test('the example announcement and maintenance are taken', async (t) => {
  const run = await terminal(t)
  t.match(await run('announce', 'data/examples/announcement.yaml'), { code: 0, out: /^Announced / })
  const planned = await run('maintenance', 'plan', 'data/examples/maintenance.yaml')
  t.match(planned, { code: 0, out: /^Planned /, err: '' })
  t.match((await run('maintenance', 'list')).out, /scheduled {2}2030-03-20 23:50 to 2030-03-21 02:00/)
  t.match(await run('maintenance', 'cancel', planned.out.slice(8, 20)), { code: 0 })
})

t.test('planned work is changed by an example file, and by nothing that does not fit', async (t) => {
  const run = await terminal(t)
  const id = (await run('maintenance', 'plan', 'data/examples/maintenance.yaml')).out.slice(8, 20)
  const file = 'data/examples/maintenance-update.yaml'
  const updated = await run('maintenance', 'update', id, file)
  t.match(updated, { code: 0, err: '', out: /2030-03-21 23:50 to 2030-03-22 02:00/ })
  t.equal(updated.out.slice(0, 21), `Updated ${id}:`)
  t.match((await run('maintenance', 'list')).out, /scheduled {2}2030-03-21 23:50 to 2030-03-22 02:00/)
  t.match(await run('maintenance', 'update', id, file), {
    code: 1,
    err: `nothing here would change maintenance ${id}`,
  })
  t.match(await run('maintenance', 'update', id, 'data/examples/incident-update.yaml'), {
    code: 1,
    err: /incident-update.yaml:\d+:1 phase: not known here, expected one of title, body, components/,
  })
  t.match(await run('maintenance', 'update', id), { code: 2, err: /^FILE is missing\n/ })
  t.match(await run('maintenance', 'cancel', id), { code: 0 })
  t.match(await run('maintenance', 'update', id, file), { code: 1, err: /is cancelled already/ })
})

t.test('an announcement is listed until it is withdrawn', async (t) => {
  const run = await terminal(t)
  t.match(await run('announce', 'list'), { code: 0, out: 'No announcement is in force or to come.' })
  const announced = await run('announce', 'data/examples/announcement.yaml')
  const id = announced.out.slice(10, 22)
  t.match((await run('announce', 'list')).out, new RegExp(`^${id}  in force until withdrawn  security  `))
  t.match(await run('announce', 'withdraw', id), { code: 0, out: `Withdrew ${id}` })
  t.match(await run('announce', 'list'), { out: 'No announcement is in force or to come.' })
  t.match(await run('announce', 'withdraw', id), { code: 1, err: /is no longer in force/ })
  t.match(await run('announce', 'withdraw'), { code: 2, err: /^ID is missing\n/ })
})

t.test(
  'a folder without a database is refused and left as it is, for no server would show the words',
  async (t) => {
    const folder = path.join(await temporaryFolder(t), 'elsewhere')
    const run = inFolder(folder)
    for (const words of [
      ['incident', 'list'],
      ['incident', 'open', 'data/examples/incident-open.yaml'],
      ['announce', 'data/examples/announcement.yaml'],
      ['maintenance', 'plan', 'data/examples/maintenance.yaml'],
    ]) {
      t.strictSame(await run(...words), {
        code: 1,
        out: '',
        err: `There is no database in ${folder}. Set DATA_DIR to the folder that the running server uses.`,
      })
    }
    t.notOk(existsSync(folder))
  },
)

t.test('what was done is followed by the database that it was done in', async (t) => {
  const folder = await temporaryFolder(t)
  const database = path.join(folder, 'wallet.db')
  await (await openStore({ file: database })).close()
  const run = inFolder(folder)
  const lines = (await run('announce', 'data/examples/announcement.yaml')).out.split('\n')
  t.match(lines, [/^Announced /, `Database: ${database}`])
  t.equal((await run('maintenance', 'list')).out, `No maintenance is planned.\nDatabase: ${database}`)
})

t.test('every example file belongs to a command above', async (t) => {
  t.strictSame((await readdir(path.join(ROOT, 'data/examples'))).toSorted(), [
    'announcement.yaml',
    'incident-open.yaml',
    'incident-resolve.yaml',
    'incident-update.yaml',
    'maintenance-update.yaml',
    'maintenance.yaml',
  ])
})

t.test('words and files that do not fit are told apart from mistakes of ours', async (t) => {
  const run = await terminal(t)
  t.match(await run('incident', 'shout'), { code: 2, err: /expected one of list, show, open, update/ })
  t.match(await run('incident', 'open'), { code: 2, err: /^FILE is missing\n/ })
  t.match(await run('incident', 'resolve', 'someid'), { code: 2, err: /^FILE is missing\n/ })
  t.match(await run('incident', 'resolve'), { code: 2, err: /^ID and FILE are missing\n/ })
  t.match(await run('incident', 'show', 'a', 'b'), {
    code: 2,
    err: /^found "a b" after the verb, expected ID\n/,
  })
  t.match(await run('incident', 'open', 'nowhere.yaml'), {
    code: 1,
    err: /^nowhere.yaml:1:1 there is no such file/,
  })
  t.match(await run('announce', 'README.md'), { code: 1 })
})
