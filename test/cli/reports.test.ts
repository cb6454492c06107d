import path from 'node:path'

import t from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { beginEpisode, openEpisodes } from '../../src/store/reports/episodes.ts'
import { addToCount } from '../../src/store/reports/hours.ts'
import { openTestStoreFile } from '../support/store.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

t.test('operators see what is reported and judge it', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const run = async (...words: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await runCommand(commands, ['reports', ...words], {
      env: { DATA_DIR: path.dirname(file), CONFIG: path.join(ROOT, 'data/wallet.yaml') },
      cwd: ROOT,
      signal: AbortSignal.timeout(60_000),
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  t.match(await run('list'), { code: 0, out: /No reports/ })
  const now = Date.now()
  const hourAt = now - (now % 3_600_000)
  const one = { componentId: 'payment-code', hourAt }
  await addToCount(store.db, { ...one, symptom: 'charged', region: 'north', count: 41 })
  await addToCount(store.db, { ...one, symptom: 'slow', count: 2 })
  await beginEpisode(store.db, { componentId: 'payment-code', sinceAt: now, incidentId: 'draft0000000' })
  const listed = (await run('list')).out
  t.match(listed, /^payment-code {2}now 0\.0 from 0 senders {2}usual: not known yet {2}alarm at 20\.0/)
  t.match(listed, /charged in north 41, slow 2/)
  t.match(listed, /more than usual since .*, draft draft0000000/)
  t.match(await run('close', 'payment-code'), { code: 2, err: /close needs --why REASON/ })
  t.match(await run('close', 'nothing', '--why', 'x'), { code: 1, err: /found "nothing"/ })
  t.match(await run('list', '--why', 'x'), { code: 2, err: /--why belongs to close/ })
  t.match(await run('close', 'payment-code', '--why', 'A prank'), { code: 0, out: /judged/ })
  t.match(await openEpisodes(store.db), [{ closedLevel: 0 }])
  t.match((await run('list')).out, /judged at 0\.0/)
  t.match(await run('close', 'payment-code', '--why', 'again'), { code: 1, err: /judged already/ })
})
