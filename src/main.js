#!/usr/bin/env node
// Plain JavaScript: for a single file in TypeScript Node would load the compiler that strips types, which takes half a
// second and some 15 MB for good. What is imported below comes without its types once it was there.
import { importWithoutTypes } from './strip-types.js'

// glibc keeps what was freed apart for every thread, and in pieces between what is still held: 40 to 50 MB of it, unless
// told so before the process begins. So a server begins twice, as the same process, which costs 40 ms. Pieces from 8 KB are
// what V8's compilers work in: apart from the rest they are given back, which is 4 MB.
const MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '8000', MALLOC_TRIM_THRESHOLD_: '65536' }
if (process.platform === 'linux' && process.argv[2] === 'serve' && !('MALLOC_ARENA_MAX' in process.env)) {
  const words = [process.argv0, ...process.execArgv, ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...process.env, ...MALLOC })
}

// Addresses and secrets are in what it writes: databases, copies and lists are for their owner alone.
process.umask(0o077)

importWithoutTypes()
const { commands } = await import('./cli/commands.ts')
const { runCommand } = await import('./cli/run-command.ts')

/** The process's edge: words in, exit code out. What a command needs of the process is handed to it. */
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) {
  // A second signal of the kind ends the process the hard way, for the impatient.
  process.once(signal, () => stopping.abort(signal))
}

// Whoever reads may have had enough, as `| head` has.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  signal: stopping.signal,
  // Opened when it is read first, as hardly any command does.
  get input() {
    return process.stdin
  },
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  ...(process.stderr.isTTY && { overwrite: (text) => process.stderr.write(`\r\u001b[K${text}`) }),
})
