import { once } from 'node:events'
import path from 'node:path'

import { startApp } from '../app.ts'
import { readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import { systemClock } from '../lib/clock.ts'
import { holdTick } from '../lib/hold-tick.ts'
import { createLog } from '../lib/log.ts'
import type { Command } from './command.ts'
import { listening } from './port-taken.ts'

/** templates/ lies beside src/, wherever the package was installed. */
export const TEMPLATES_FOLDER = path.resolve(import.meta.dirname, '../../templates')

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Probe the wallet and serve its status page.',
  usage: [
    'wallet-status serve',
    '',
    'Reads CONFIG (data/wallet.yaml), keeps what it sees in DATA_DIR (data/), and answers on HOST (127.0.0.1) and PORT',
    '(3000) until it is asked to stop. Every variable is described in docs/configuration.md.',
  ].join('\n'),
  async run(_args, io) {
    holdTick()
    const environment = readEnvironment(io.env)
    const config = loadConfig(environment.configFile, io.env)
    const app = await listening('PORT', async () =>
      startApp({
        config,
        environment,
        templatesFolder: TEMPLATES_FOLDER,
        clock: systemClock,
        log: createLog(environment.logLevel),
        notifies: 'apart',
      }),
    )
    io.out(`The status page is at ${app.url}`)
    if (!io.signal.aborted) await once(io.signal, 'abort')
    await app.stop()
    return 0
  },
}
