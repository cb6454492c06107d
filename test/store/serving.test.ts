import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import t from 'tap'

import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { claimServing } from '../../src/store/serving.ts'
import { writeSetting } from '../../src/store/settings.ts'
import { temporaryFolder } from '../support/store.ts'

const SERVER = fileURLToPath(import.meta.resolve('./server-in-place.ts'))

t.test(
  'one process serves a database; another may as soon as that one is gone, even if killed',
  async (t) => {
    const file = path.join(await temporaryFolder(t), 'data', DATABASE_FILE)
    const server = spawn(process.execPath, ['--expose-gc', SERVER, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(server, 'close')
    t.teardown(() => void server.kill('SIGKILL'))
    await once(server.stdout, 'data')
    t.throws(() => claimServing(file), { name: 'AlreadyServed', message: /Another wallet-status probes/ })

    const beside = await openStore({ file })
    await writeSetting(beside.db, 'a', 'b')
    await beside.close()
    t.throws(
      () => claimServing(file),
      { name: 'AlreadyServed' },
      'what a command beside it does frees nothing',
    )

    server.kill('SIGKILL')
    await ended
    claimServing(file).release()
  },
)

t.test('within one process it is held until it is released', async (t) => {
  const file = path.join(await temporaryFolder(t), DATABASE_FILE)
  const serving = claimServing(file)
  t.throws(() => claimServing(file), { name: 'AlreadyServed' })
  serving.release()
  claimServing(file).release()
})

t.test('a folder that cannot be one is no second server', async (t) => {
  t.throws(() => claimServing('/dev/null/data/wallet.db'), { name: 'StoreUnavailable', kind: 'broken' })
})
