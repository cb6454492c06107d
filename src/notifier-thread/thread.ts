/*
 * The thread that takes notices to people. It speaks with the rest through the database alone; the messages it gets say only
 * that there may be something new, and that it is to end.
 */
import { setPriority } from 'node:os'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

import { systemClock } from '../lib/clock.ts'
import { createLog } from '../lib/log.ts'
import { loadTemplates } from '../lib/templates.ts'
import { loadTexts } from '../lib/text.ts'
import type { ThreadMessage, ThreadSettings } from './notifier-apart.ts'
import { openWays, startNotifying } from './notifying.ts'
import { serversTokens } from '../record/subscribers/servers-tokens.ts'
import { DATABASE_FILE, openStore } from '../store/open.ts'

/** As for `nice`: whoever looks at a page goes before letters. Elsewhere than on Linux it would hold for the whole process. */
const AFTER_READERS = 10

if (process.platform === 'linux') setPriority(AFTER_READERS)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only notifier-apart.ts starts this file
const settings = workerData as ThreadSettings
const { environment, templatesFolder, logLevel } = settings
const log = createLog(logLevel)
const store = await openStore({ file: path.join(environment.dataFolder, DATABASE_FILE), log })
const texts = loadTexts(path.join(templatesFolder, 'locales'))
const parts = {
  texts,
  templates: loadTemplates(templatesFolder, texts),
  tokens: await serversTokens(store.db, environment),
  clock: systemClock,
}
const ways = openWays(settings, parts)
const notifier = await startNotifying(settings, {
  ...parts,
  db: store.db,
  transports: ways.transports,
  log,
})

parentPort?.on('message', (message: ThreadMessage) => {
  if (message === 'poke') notifier.poke()
  else void end()
})

async function end(): Promise<void> {
  parentPort?.close()
  await notifier.stop()
  await ways.close()
  await store.close()
}
