#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Most of a start is reading source; what Node made of it last time is kept, and used only by what is imported after.
enableCompileCache()
const { commands } = await import('./cli/commands.ts')
const { runCommand } = await import('./cli/run-command.ts')

/** The process's edge: words in, exit code out. What a command needs of the process is handed to it. */
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // A second signal of the kind ends the process the hard way, for the impatient.
  process.once(signal, () => stopping.abort(signal))
}

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  signal: stopping.signal,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
})
