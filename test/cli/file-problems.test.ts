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

t.test('a key that should not be there is told where it stands, whatever it is called', async (t) => {
  const places = async (text: string) =>
    (await complaintsOf(t, `${BODY}\n${text}`, 'update', 'someid', 'words.yaml')).map(
      (line) => /^(words\.yaml:\d+:\d+ .*): not known here/.exec(line)?.[1],
    )
  t.strictSame(await places('urgent: yes'), ['words.yaml:2:1 urgent'])
  t.strictSame(await places('"body.en": wrong'), ['words.yaml:2:1 ["body.en"]'])
  t.strictSame(await places('"": wrong'), ['words.yaml:2:1 [""]'])
  t.strictSame(await places('"a\\"]b": wrong'), ['words.yaml:2:1 ["a\\"]b"]'])
})

t.test('an alias is followed to what it stands for, and one for nothing is told', async (t) => {
  const text = `r: &r { done: yes }\n${BODY}\nreconciliation: *r`
  const complaints = await complaintsOf(t, text, 'resolve', 'someid', 'words.yaml')
  t.match(
    complaints.find((line) => line.includes('.done:')),
    /^words\.yaml:1:15 reconciliation\.done: expected true/,
  )
  t.strictSame(await complaintsOf(t, 'title: *nothing', 'open', 'words.yaml'), [
    'words.yaml:1:8 title: the anchor &nothing is not above this alias',
  ])
})

t.test('lines and columns are those that an editor shows', async (t) => {
  const text = `\uFEFFurgent: yes\r\n${BODY}\r\nmore: ''`
  t.match(await complaintsOf(t, text, 'update', 'someid', 'words.yaml'), [
    /^words\.yaml:1:1 urgent: /,
    /^words\.yaml:3:1 more: /,
  ])
})

t.test('what looks like a variable is a text', async (t) => {
  t.strictSame(
    await complaintsOf(t, 'body: { zh-CN: "请按${键}。", en: "Press ${KEY}." }', 'update', 'a', 'words.yaml'),
    ['there is no incident "a"'],
  )
})

t.test('a problem that is not in the file is not blamed on it', async (t) => {
  t.strictSame(await complaintsOf(t, BODY, 'update', 'someid', 'words.yaml'), [
    'there is no incident "someid"',
  ])
})

t.test('a file that holds no mapping is told by its name', async (t) => {
  for (const text of ['', '- one', 'just words']) {
    t.strictSame(await complaintsOf(t, text, 'open', 'words.yaml'), [
      'words.yaml:1:1 expected a mapping such as in data/examples',
    ])
  }
})
