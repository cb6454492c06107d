import path from 'node:path'
import { parseArgs } from 'node:util'

import pLimit from 'p-limit'

import { readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import type { Observation } from '../domain/observation.ts'
import { systemClock } from '../lib/clock.ts'
import { createRunContext, runProbe } from '../probe/run-probe.ts'
import type { RunnableProbe } from '../probe/runnable-probe.ts'
import { type Heartbeat, heartbeatOf } from '../store/observations/heartbeats.ts'
import { readStore } from '../store/open-to-read.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { databasePath } from './database-path.ts'
import { explanationLines, oneLine } from './check/explanation-lines.ts'
import { storedExplanationLines } from './check/stored-explanations.ts'

const AT_ONCE = 16

/** Looks with probes once, here and now, and prints what they came to; nothing is recorded. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Run probes once and print what they found.',
  usage: [
    'wallet-status check [PROBE…] [--config FILE] [--explain | --history]',
    '',
    'Runs the probes of these ids once, or all of them, and prints a table; nothing is recorded. With --explain each',
    'one tells its steps, where the time went and what was asserted, secrets masked. Exits with 1 if any of them',
    'found a failure of the target (tech_fail). FILE is what CONFIG names, or data/wallet.yaml, unless said.',
    '',
    'With --history nothing is looked at: what the server noted of each probe is read from the database in DATA_DIR, its',
    'last ten explanations, newest first. Of looks that went well it keeps one now and then.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        explain: { type: 'boolean', default: false },
        history: { type: 'boolean', default: false },
      },
    })
    const { configFile } = readEnvironment(io.env, io.cwd)
    const file = values.config === undefined ? configFile : path.resolve(io.cwd, values.config)
    const { probes, canaries } = loadConfig(file, io.env)
    const chosen = choose([...probes, ...canaries], positionals) ?? probes
    if (values.history) {
      for (const line of await storedExplanationLines(chosen, io)) io.out(line)
      return 0
    }
    const observations = await lookAtOnce(chosen, io)
    for (const line of tableLines(observations)) io.out(line)
    if (values.explain) for (const line of observations.flatMap(explanationLines)) io.out(line)
    return observations.some(({ outcome }) => outcome === 'tech_fail') ? 1 : 0
  },
}

function choose(probes: readonly RunnableProbe[], ids: readonly string[]): RunnableProbe[] | undefined {
  const unknown = ids.filter((id) => !probes.some((probe) => probe.id === id))
  if (unknown.length > 0) {
    const known = probes.map(({ id }) => id).join(', ')
    throw new UsageError(`found no probe "${unknown.join('", "')}", expected one of: ${known}`)
  }
  return ids.length === 0 ? undefined : probes.filter(({ id }) => ids.includes(id))
}

/** A few at a time; once the signal aborts, those under way are the last. */
async function lookAtOnce(probes: readonly RunnableProbe[], io: CommandIo): Promise<Observation[]> {
  const beats = await beatsOf(probes, io)
  const context = createRunContext({
    clock: systemClock,
    place: 'here',
    lastBeat: async (probeId) => beats.get(probeId),
  })
  const limit = pLimit(AT_ONCE)
  const looks = probes.map((probe) =>
    limit(async () => (io.signal.aborted ? undefined : runProbe(probe, context))),
  )
  return (await Promise.all(looks)).filter((observation) => observation !== undefined)
}

/** Heartbeats arrive at the server; a command that looks once reads what that has heard. */
async function beatsOf(probes: readonly RunnableProbe[], io: CommandIo) {
  const beats = new Map<string, Heartbeat>()
  const waiting = probes.filter(({ kind }) => kind === 'heartbeat')
  if (waiting.length === 0) return beats
  const file = databasePath(io)
  const read = await readStore(file, async (db) => {
    for (const { id } of waiting) {
      const beat = await heartbeatOf(db, id)
      if (beat !== undefined) beats.set(id, beat)
    }
    return true
  })
  if (read === undefined) io.err(`No database at ${file}: heartbeats are not known.`)
  return beats
}

function tableLines(observations: readonly Observation[]): string[] {
  const rows = observations.map(({ probeId, outcome, latencyMs, creditMs, explanation }) => [
    probeId,
    outcome,
    latencyMs === undefined ? '' : `${latencyMs} ms`,
    creditMs === undefined ? '' : `${creditMs} ms`,
    oneLine(explanation?.summary ?? ''),
  ])
  const table = [['PROBE', 'OUTCOME', 'LATENCY', 'CREDIT', 'SUMMARY'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
