import path from 'node:path'
import { parseArgs } from 'node:util'

import { readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import { systemClock } from '../lib/clock.ts'
import { createLog } from '../lib/log.ts'
import { loadTemplates } from '../lib/templates.ts'
import { loadTexts } from '../lib/text.ts'
import { copiedFiles } from '../publish/copy/copied-files.ts'
import { writeFiles } from '../publish/copy/write-files.ts'
import { createSite } from '../publish/site.ts'
import { readStore } from '../store/open-to-read.ts'
import type { Command } from './command.ts'
import { existingDatabase } from './database-path.ts'
import { oneWord } from './desk.ts'
import { TEMPLATES_FOLDER } from './serve.ts'

/** The page as plain files, for another host to serve when this one cannot. */
export const copyCommand: Command = {
  name: 'copy',
  summary: 'Write the pages as plain files, for when the server is down.',
  usage: [
    'wallet-status copy DIR',
    '',
    'Writes home, /emergency, the help pages, announcements, history, the summary and the feeds into DIR, in both languages,',
    'each file whole or not at all; any web server can serve them. Every page says when it was copied. Changes nothing in the',
    'database, and the server may run meanwhile. With STATIC_DIR set the server keeps the pages that are needed most up to',
    'date by itself; docs/operations.md tells how to serve them. Reads CONFIG and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    const folder = path.resolve(io.cwd, oneWord(positionals, 'DIR'))
    const { wallet, probes, articles } = loadConfig(readEnvironment(io.env, io.cwd).configFile, io.env)
    const texts = loadTexts(path.join(TEMPLATES_FOLDER, 'locales'))
    const templates = loadTemplates(TEMPLATES_FOLDER, texts)
    const log = createLog('error')
    const count = await readStore(existingDatabase(io), async (db) => {
      const keeper = createSite({ db, wallet, probes, articles, texts, templates, clock: systemClock, log })
      try {
        const files = await copiedFiles(
          { keeper, articles, texts, zone: wallet.page.zone },
          { now: systemClock() },
        )
        await writeFiles(folder, files)
        return files.length
      } finally {
        await keeper.stop()
      }
    })
    io.out(`Wrote ${count ?? 0} files into ${folder}`)
    return 0
  },
}
