import { once } from 'node:events'
import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { parseDuration } from '../lib/duration.ts'
import { createLog } from '../lib/log.ts'
import { nearest } from '../lib/nearest.ts'
import { createSandboxClient, SandboxError } from '../sandbox/client.ts'
import { FAULT_TARGETS } from '../sandbox/endpoints.ts'
import { FAULT_KINDS } from '../sandbox/faults/fault.ts'
import { describeFault } from '../sandbox/faults/fault-words.ts'
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts'
import { UsageError, type Command, type CommandIo } from './command.ts'
import { listening } from './port-taken.ts'

const HOST = '127.0.0.1'
export const DEFAULT_PORT = 4010
/** `*` for those whose shell would turn it into file names. */
const ALL = 'all'
const TARGET_NAMES: readonly string[] = [ALL, ...FAULT_TARGETS.filter((name) => name !== '*')]

const USAGE = `wallet-status sandbox                     start the pretend wallet; it stays until Ctrl-C
wallet-status sandbox fault <endpoint>    break something in the running one
wallet-status sandbox faults              what is broken now
wallet-status sandbox heal [id]           heal one fault, or everything

  fault all                                                   the whole wallet is down
  fault topup --channel debit_card --bank harbour             one bank fails
  fault topup.create --kind pending --for 30s                 money is late for half a minute
  fault payment --kind latency --ms 4000 --rate 0.5           every second payment is slow
  fault network                                               the neighbour is gone; alone, that changes no state

The neighbour is what the shipped canary looks at to tell our own network's faults from the wallet's. A failure is held
to be ours only while nothing at all is answered. This wallet cannot show that: an error is an answer, and its port takes
connections under every fault. So with "fault all --kind reset" and "fault network" together, the probe that only connects
still gets through, the silent canary is not believed, and the wallet turns red all the same.

Options of fault
  --kind      ${FAULT_KINDS.join(' | ')}
              (error unless said)
  --channel   only top-ups by this channel      --bank   only top-ups from this bank
  --ms        wait this long first, such as 4000 or 4s
  --rate      share of requests that are struck, 0 to 1 or 30%
  --for       heals by itself after this long, such as 30s or 5m

Endpoints
  ${wrapped(TARGET_NAMES, 94).join('\n  ')}

SANDBOX_PORT (${DEFAULT_PORT} unless set) is the port; the neighbour that own-network checks look at is on the next one, and
on the one after it a mail server whose mails are shown at /mailbox. /room takes webhooks and shows them.`

/** Starts the pretend wallet, and breaks and heals the one that runs. */
export const sandboxCommand: Command = {
  name: 'sandbox',
  summary: 'A pretend wallet to probe, which breaks on demand and heals again',
  usage: USAGE,
  async run([verb, ...args], io) {
    const port = portFrom(io.env['SANDBOX_PORT'])
    switch (verb) {
      case undefined:
        return serve(port, io)
      case 'fault':
        return breakSomething(args, port, io)
      case 'faults':
        return listFaults(args, port, io)
      case 'heal':
        return heal(args, port, io)
      default:
        throw new UsageError(`sandbox knows fault, faults and heal, not "${verb}".`)
    }
  },
}

async function serve(port: number, io: CommandIo): Promise<number> {
  const sandbox = await start(port, io)
  io.out(`The pretend wallet answers at ${sandbox.url}; its neighbour at ${sandbox.neighbourUrl}.`)
  io.out(`Mails for ${sandbox.smtpUrl} are shown at ${sandbox.url}/mailbox, webhooks at ${sandbox.url}/room.`)
  io.out('Break it from another terminal:  npx wallet-status sandbox fault all')
  io.out('Heal it again:                   npx wallet-status sandbox heal')
  if (!io.signal.aborted) await once(io.signal, 'abort')
  await sandbox.close()
  return 0
}

async function start(port: number, io: CommandIo): Promise<Sandbox> {
  return listening('SANDBOX_PORT', async () =>
    startSandbox({ port, clock: systemClock, log: createLog(io.env['LOG_LEVEL'] ?? 'warn') }),
  )
}

async function breakSomething(args: readonly string[], port: number, io: CommandIo): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { kind: text, channel: text, bank: text, ms: text, rate: text, for: text },
  })
  const [endpoint, ...others] = positionals
  if (endpoint === undefined) throw new UsageError('What shall break? Name an endpoint, or all.')
  if (others.length > 0) {
    throw new UsageError(
      `One endpoint at a time, not ${positionals.length}. For the whole wallet write all, or '*' in quotes.`,
    )
  }
  const fault = await clientAt(port).break({
    endpoint: targetNamed(endpoint),
    kind: values.kind,
    channel: values.channel,
    bank: values.bank,
    ms: values.ms === undefined ? undefined : lengthFrom('ms', values.ms),
    rate: values.rate === undefined ? undefined : rateFrom(values.rate),
    forMs: values.for === undefined ? undefined : lengthFrom('for', values.for),
  })
  const sooner = fault.endsAt === undefined ? 'heal it' : 'heal it sooner'
  io.out(
    `From now on ${describeFault(fault, systemClock())}; ${sooner} with: npx wallet-status sandbox heal ${fault.id}`,
  )
  return 0
}

function targetNamed(word: string): string {
  if (word === ALL) return '*'
  if (FAULT_TARGETS.includes(word)) return word
  const meant = nearest(word, TARGET_NAMES)
  throw new SandboxError(
    `There is no endpoint "${word}"${meant === undefined ? '' : `; did you mean ${meant}?`}\n` +
      `Endpoints: ${TARGET_NAMES.join(', ')}.`,
  )
}

async function listFaults(args: readonly string[], port: number, io: CommandIo): Promise<number> {
  parseArgs({ args: [...args], options: {} })
  const faults = await clientAt(port).faults()
  if (faults.length === 0) io.out('Nothing is broken.')
  for (const fault of faults) io.out(`${fault.id}  ${describeFault(fault, systemClock())}`)
  return 0
}

async function heal(args: readonly string[], port: number, io: CommandIo): Promise<number> {
  const [id, ...others] = parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals
  if (others.length > 0) throw new UsageError('heal takes one id, or none for everything.')
  const client = clientAt(port)
  const healed = await client.heal(id)
  const left = await client.faults()
  io.out(
    healed === 0
      ? 'Nothing was broken.'
      : `Healed ${id ?? (healed === 1 ? 'one fault' : `${healed} faults`)}.`,
  )
  if (left.length === 0 && healed > 0) io.out('Everything works again.')
  for (const fault of left) io.out(`Still broken: ${fault.id}  ${describeFault(fault, systemClock())}`)
  return 0
}

function clientAt(port: number) {
  return createSandboxClient(`http://${HOST}:${port}`)
}

function portFrom(text: string = String(DEFAULT_PORT)): number {
  const port = Number(text)
  // The neighbour and the mail server take the two ports after it.
  if (Number.isInteger(port) && port >= 1 && port <= 65_533) return port
  throw new UsageError(`SANDBOX_PORT must be a port from 1 to 65533, not "${text}".`)
}

function lengthFrom(option: string, text: string): number {
  const ms = /^\d+$/.test(text) ? Number(text) : parseDuration(text)
  if (ms === undefined)
    throw new UsageError(`--${option} must be a length such as 500ms, 30s or 5m, not "${text}".`)
  return ms
}

function rateFrom(text: string): number {
  const [, amount, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const rate = Number(amount) / (percent === '%' ? 100 : 1)
  if (rate >= 0 && rate <= 1) return rate
  throw new UsageError(`--rate must be from 0 to 1, or such as 30%, not "${text}".`)
}

function wrapped(words: readonly string[], width: number): readonly string[] {
  return words.reduce<string[]>((lines, word) => {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > width) return [...lines, word]
    return [...lines.slice(0, -1), `${line} ${word}`]
  }, [])
}
