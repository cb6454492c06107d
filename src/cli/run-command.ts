import { type Command, type CommandIo, type Commands, UsageError } from './command.ts'

/** Exit code for words that make no command, as shells use it. */
const USAGE = 2

/**
 * Finds the command that the first word names and runs it with the rest. Words that do not fit end with the usage
 * and exit code 2; an error made for people with its message and 1, any other with its stack and 1.
 */
export async function runCommand(
  commands: Commands,
  words: readonly string[],
  io: CommandIo,
): Promise<number> {
  const [name = '', ...args] = words
  const command = await commands.get(name)?.()
  if (command === undefined) return explain(commands, name, io)
  if (args.includes('--help')) {
    io.out(command.usage)
    return 0
  }
  try {
    return await command.run(args, io)
  } catch (error) {
    return report(command, error, io)
  }
}

async function explain(commands: Commands, name: string, io: CommandIo): Promise<number> {
  const asked = name === '' || name === '--help' || name === 'help'
  const print = asked ? io.out : io.err
  if (!asked) print(`There is no command "${name}".\n`)
  print('wallet-status <command>\n')
  for (const read of commands.values()) {
    const { name: word, summary } = await read()
    print(`  ${word.padEnd(14)}${summary}`)
  }
  print('\nwallet-status <command> --help tells more.')
  return name === '' || !asked ? USAGE : 0
}

function report(command: Command, error: unknown, io: CommandIo): number {
  if (error instanceof UsageError || isUnknownOption(error)) {
    io.err(`${error.message}\n\n${command.usage}`)
    return USAGE
  }
  if (!(error instanceof Error)) throw error
  io.err(wordsOf(error))
  return 1
}

/** What a terminal is told of an error: its message, and where nobody made it for people the place it comes from. */
export function wordsOf(error: Error): string {
  return isForPeople(error) ? error.message : (error.stack ?? error.message)
}

/** What node:util's parseArgs throws for words it does not know. */
function isUnknownOption(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

/**
 * Errors whose message is whole sentences for the person at the terminal declare it: `readonly forPeople = true`. Every
 * other, be it a slip of ours or a library's, is a mistake that somebody must find, and keeps its stack.
 */
function isForPeople(error: Error): boolean {
  return 'forPeople' in error && error.forPeople === true
}
