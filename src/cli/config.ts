import path from 'node:path'

import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { ConfigError, formatProblem } from '../config/problem.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'

const DEFAULT_CONFIG = 'data/wallet.yaml'

/** Looks a configuration over without starting anything. */
export const configCommand: Command = {
  name: 'config',
  summary: 'Check a configuration and print everything that is wrong with it.',
  usage: [
    'wallet-status config check [FILE]',
    '',
    `Checks FILE, else the file that CONFIG names, else ${DEFAULT_CONFIG}, and the help articles beside it. Prints every`,
    'problem with its file, line and column and exits with 1, or prints "ok" with a count and exits with 0.',
  ].join('\n'),
  async run(args, io) {
    const [verb, file, ...rest] = args
    if (verb !== 'check') throw new UsageError(`found "${verb ?? ''}" after config, expected check`)
    if (rest.length > 0) throw new UsageError(`found "${rest.join(' ')}" after the file, expected one file`)
    return check(file ?? io.env['CONFIG'] ?? DEFAULT_CONFIG, io)
  },
}

function check(file: string, io: CommandIo): number {
  const whole = path.resolve(io.cwd, file)
  // As it was typed; the articles beside it by the way to them.
  const shown = (one: string): string => (one === whole ? file : path.relative(io.cwd, one))
  try {
    io.out(`${file}: ok, ${countUp(loadConfig(whole, io.env))}`)
    return 0
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const problem of error.problems) io.err(formatProblem({ ...problem, file: shown(problem.file) }))
    io.err(count(error.problems.length, 'problem'))
    return 1
  }
}

function countUp({ wallet, probes, articles }: Config): string {
  const help = articles.length === 0 ? [] : [count(articles.length, 'help article')]
  return [count(wallet.components.length, 'component'), count(probes.length, 'probe'), ...help].join(', ')
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
