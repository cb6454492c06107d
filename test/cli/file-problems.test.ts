import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../support/store.ts'

const CONFIG = path.resolve(import.meta.dirname, '../../data/wallet.yaml')

/** Runs `wallet-status incident …` where words.yaml holds this text; gives what it complains of. */
async function complaintsOf(t: Test, text: string, ...words: string[]) {
  const folder = await temporaryFolder(t)
  await (await openStore({ file: path.join(folder, 'wallet.db') })).close()
  await writeFile(path.join(folder, 'words.yaml'), text)
  const err: string[] = []
  await runCommand(commands, ['incident', ...words], {
    env: { DATA_DIR: folder, CONFIG },
    cwd: folder,
    signal: new AbortController().signal,
    out: () => undefined,
    err: (line) => void err.push(line),
  })
  return err.join('\n').split('\n')
}

const BODY = 'body: { zh-CN: 好了。, en: Over. }'

t.test('each problem stands once, behind its place in the file', async (t) => {
  const text = `${BODY}\nreconciliation: { done: yes, by: the desk, pendingCount: -1.5 }`
  t.strictSame(await complaintsOf(t, text, 'resolve', 'someid', 'words.yaml'), [
    'words.yaml:2:25 reconciliation.done: expected true once every transaction has been checked: write true, not yes',
    'words.yaml:2:58 reconciliation.pendingCount: expected how many transactions are still open, 0 or more',
  ])
})

t.test('what is missing is missed where it belongs, and in a list as well', async (t) => {
  const text = `${BODY}\ntitle: { zh-CN: 充值失败 }\ncomponents:\n  - { id: topup, state: broken }`
  t.match(await complaintsOf(t, text, 'open', 'words.yaml'), [
    /^words\.yaml:1:1 answers: missing, expected /,
    /^words\.yaml:2:1 title\.en: missing, expected /,
    /^words\.yaml:4:25 components\[0\]\.state: expected /,
  ])
})

t.test('a problem that is not in the file is not blamed on it', async (t) => {
  t.strictSame(await complaintsOf(t, BODY, 'update', 'someid', 'words.yaml'), [
    'there is no incident "someid"',
  ])
})

t.test('a file that holds no mapping is told by its name', async (t) => {
  for (const text of ['', '- one', 'just words']) {
    t.strictSame(await complaintsOf(t, text, 'open', 'words.yaml'), [
      'words.yaml: expected a mapping such as in data/examples',
    ])
  }
})
