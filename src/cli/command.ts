/** A command of `wallet-status`. One file per command. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The whole help text, shown for `--help` and beside a usage error. */
  readonly usage: string
  /** Runs with the words after its name; answers the process's exit code. */
  run(args: readonly string[], io: CommandIo): Promise<number>
}

/** Commands by their names, each read when it is wanted. */
export type Commands = ReadonlyMap<string, () => Promise<Command>>

/** The process's edge as an argument, so that tests can stand in for a terminal. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Aborted when the process is asked to stop; long-running commands end then. */
  readonly signal: AbortSignal
  /** What is piped in; absent where there is nothing to read. */
  readonly input?: AsyncIterable<string | Uint8Array>
  out(line: string): void
  err(line: string): void
  /** Writes over the last line of the terminal that standard error is; absent where it is none. */
  readonly overwrite?: (text: string) => void
}

/** The words of a command were off; its message says how, and the usage is shown beside it. */
export class UsageError extends Error {
  override name = 'UsageError' as const
}
