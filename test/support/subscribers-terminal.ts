import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import type { Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { DATABASE_FILE, openStore, type Db } from '../../src/store/open.ts'
import type { CliAnswer } from './run-cli.ts'
import { temporaryFolder } from './store.ts'

const WALLET = path.resolve(import.meta.dirname, '../../data/wallet.yaml')

export const SECRET_KEY = 'a-key-of-tests-only-that-is-long-enough-0001'

export interface SubscribersTerminal {
  readonly folder: string
  readonly db: Db
  /** The environment that commands are run in. */
  readonly env: Readonly<Record<string, string>>
  run(...words: string[]): Promise<CliAnswer>
  /** Writes a file into the folder. */
  write(name: string, content: string | Uint8Array): Promise<void>
  read(name: string): Promise<string>
}

/** A terminal beside an empty database: the example wallet, with mail, webhooks and robots set up. */
export async function subscribersTerminal(t: Test): Promise<SubscribersTerminal> {
  const folder = await temporaryFolder(t)
  const store = await openStore({ file: path.join(folder, DATABASE_FILE) })
  t.teardown(() => store.close())
  const env = { DATA_DIR: folder, CONFIG: WALLET, SECRET_KEY, SMTP_URL: 'smtp://127.0.0.1:1' }
  return {
    folder,
    db: store.db,
    env,
    async run(...words) {
      const out: string[] = []
      const err: string[] = []
      const code = await runCommand(commands, words, {
        env,
        cwd: folder,
        signal: new AbortController().signal,
        out: (line) => void out.push(line),
        err: (line) => void err.push(line),
      })
      return { code, out: out.join('\n'), err: err.join('\n') }
    },
    write: (name, content) => writeFile(path.join(folder, name), content),
    read: (name) => readFile(path.join(folder, name), 'utf8'),
  }
}
