import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { temporaryFolder } from '../support/store.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Runs the command on the example configuration, from a folder of the test's own. */
async function terminal(t: Test) {
  const folder = await temporaryFolder(t)
  const run = async (...words: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await runCommand(commands, ['notices', ...words], {
      env: { CONFIG: path.join(ROOT, 'data/wallet.yaml') },
      cwd: folder,
      signal: AbortSignal.timeout(60_000),
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  return { run, folder }
}

t.test('every kind of mail can be looked at in both languages before anything is sent', async (t) => {
  const { run, folder } = await terminal(t)
  t.match(await run('preview'), { code: 0, out: /notices-preview/ })
  const files = await readdir(path.join(folder, 'notices-preview'))
  t.equal(
    files.length,
    (6 + 4) * 2 * (3 + 8) + 4 * 2 * 3,
    'a mail in three parts, a webhook and seven robots',
  )
  const read = (file: string) => readFile(path.join(folder, 'notices-preview', file), 'utf8')
  t.match(await read('incident.zh-CN.subject.txt'), '【不可用】借记卡充值 · 港湾银行：正在查原因')
  t.match(await read('confirm.en.txt'), /Confirm\nhttp:\S+\/en\/subscribe\/confirm\/sample/)
  t.match(await read('digest.en.html'), /<h2/)
  t.match(await read('maintenance-updated.zh-CN.subject.txt'), /^【维护改时间】/)
  t.match(await read('maintenance-updated.en.txt'), /It had been planned for/)
  t.match(
    await read('ticket-answered.en.txt'),
    /has an answer[^]*\/en\/feedback\/F-[^]*Not mine: never write again\n\S+unsubscribe/,
  )
  t.match(await read('ticket-incident-over.zh-CN.txt'), /故障已经解决[^]*看故障的经过\n\S+\/incidents\//)
  t.match(await read('operators-overdue.zh-CN.txt'), /已过答复日期[^]*wallet-status feedback list/)
  t.match(await read('operators-unreached.en.subject.txt'), /earlier words did not arrive/)
  t.match(JSON.parse(await read('incident.zh-CN.dingtalk.json')), {
    msgtype: 'markdown',
    markdown: { title: /不可用/ },
  })
})

t.test('one kind in one language goes where it is wanted', async (t) => {
  const { run, folder } = await terminal(t)
  t.match(await run('preview', '--kind', 'maintenance', '--locale', 'en', '--out', 'there'), { code: 0 })
  const files = await readdir(path.join(folder, 'there'))
  t.same(
    files.filter((file) => !file.endsWith('.json')),
    ['maintenance.en.html', 'maintenance.en.subject.txt', 'maintenance.en.txt'],
  )
})

t.test('words that do not fit are told with what would', async (t) => {
  const { run } = await terminal(t)
  t.match(await run('preview', '--kind', 'outage'), {
    code: 2,
    err: /"outage" after --kind, expected one of incident, /,
  })
  t.match(await run('preview', '--locale', 'fr'), { code: 2, err: /expected one of zh-CN, en/ })
  t.match(await run('show'), { code: 2, err: /expected one of list, dead, replay, preview/ })
})
