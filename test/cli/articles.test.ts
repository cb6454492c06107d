import path from 'node:path'

import t from 'tap'

import { systemClock } from '../../src/lib/clock.ts'
import { createVoteCounter } from '../../src/record/articles/vote.ts'
import { runCli } from '../support/run-cli.ts'
import { openTestStoreFile } from '../support/store.ts'

const VARIABLES = { SANDBOX_URL: 'http://127.0.0.1:9', NEIGHBOUR_PORT: '9' }

t.test('operators see which articles helped, those with the most answers first', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const count = createVoteCounter({ db: store.db, zone: 'Asia/Shanghai' })
  for (const [articleId, helped] of [
    ['call-well', true],
    ['top-up-failed', true],
    ['top-up-failed', false],
  ] as const)
    await count({ articleId, helped, from: { near: 'here', block: 'here' } }, systemClock())
  const desk = { dataFolder: path.dirname(file), variables: VARIABLES }
  const { code, out } = await runCli(desk, ['articles', 'votes'])
  t.equal(code, 0)
  t.equal(out, 'top-up-failed  helped 1, did not 1\ncall-well  helped 1, did not 0')
})

t.test('a number of days that is none is a mistake of the words', async (t) => {
  const desk = { dataFolder: '.', variables: VARIABLES }
  t.equal((await runCli(desk, ['articles', 'votes', '--days', 'many'])).code, 2)
})
