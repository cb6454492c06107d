import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { FLOW_WALLET } from './flow-config.ts'
import type { TestApp } from './test-app.ts'

export interface CliAnswer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `wallet-status` with these words, and `input` piped in, on the data folder of a running app, as an operator beside it does. */
export async function runCli(
  app: Pick<TestApp, 'dataFolder' | 'variables'>,
  words: readonly string[],
  input = '',
): Promise<CliAnswer> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(commands, words, {
    env: { ...app.variables, CONFIG: FLOW_WALLET, DATA_DIR: app.dataFolder },
    cwd: app.dataFolder,
    signal: new AbortController().signal,
    input: piped(input),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The same with a file, which takes the place of FILE among the words. */
export async function runCliWith(
  app: Pick<TestApp, 'dataFolder' | 'variables'>,
  words: readonly string[],
  file: string,
): Promise<CliAnswer> {
  await writeFile(path.join(app.dataFolder, 'input.yaml'), file)
  return runCli(
    app,
    words.map((word) => (word === 'FILE' ? 'input.yaml' : word)),
  )
}

/** The id that a command says it has made, as in `Opened 1a2b3c4d5e6f: …`. */
export function idIn({ out }: CliAnswer): string {
  const id = /^\w+ ([a-z0-9]{12})\b/m.exec(out)?.[1]
  if (id === undefined) throw new Error(`No id in: ${out}`)
  return id
}

async function* piped(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text)
}
