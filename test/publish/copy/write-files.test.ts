import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

import t from 'tap'

import { writeFiles } from '../../../src/publish/copy/write-files.ts'
import { temporaryFolder } from '../../support/store.ts'

t.test(
  'a web server of another user can read the copy, whatever else we write for ourselves alone',
  async (t) => {
    const before = process.umask(0o077)
    t.teardown(() => void process.umask(before))
    const ours = await temporaryFolder(t)
    const folder = path.join(ours, 'new', 'copy')
    await writeFiles(folder, [{ path: 'en/help/index.html', content: 'Help' }])
    const modeOf = async (name: string) => ((await stat(path.join(ours, name))).mode & 0o777).toString(8)
    t.equal(await modeOf('new/copy/en/help/index.html'), '644')
    for (const made of ['new', 'new/copy', 'new/copy/en', 'new/copy/en/help'])
      t.equal(await modeOf(made), '755')
  },
)

t.test('folders that were there keep their modes, and files are replaced whole', async (t) => {
  const ours = await temporaryFolder(t)
  await mkdir(path.join(ours, 'en'), { mode: 0o700 })
  for (const content of ['one', 'two']) await writeFiles(ours, [{ path: 'en/index.html', content }])
  t.equal((await stat(path.join(ours, 'en'))).mode & 0o777, 0o700)
  t.equal(await readFile(path.join(ours, 'en', 'index.html'), 'utf8'), 'two')
})
