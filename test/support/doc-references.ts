/** What a document may refer to. */
export interface Known {
  readonly exists: (path: string) => boolean
  /** Names of npm scripts. */
  readonly scripts: readonly string[]
  /** The verbs of each command of `wallet-status`; none for a command that takes no verb. */
  readonly commands: ReadonlyMap<string, readonly string[]>
}

export interface WrongReference {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** Folders that a path in a text begins with when it means one of ours. */
const OURS = /^(?:src|test|docs|data|templates|\.ci)\//
/** npm's own words for scripts. */
const BARE_SCRIPTS = new Set(['start', 'test'])

/** Every path of the repository, npm script and command that a Markdown document names and that does not exist. */
export function wrongReferences(text: string, known: Known): WrongReference[] {
  return text.split('\n').flatMap((content, index) => {
    const messages = [
      ...checkPaths(content, known),
      ...checkScripts(content, known),
      ...checkCommands(content, known),
    ]
    return messages.map((message) => ({ line: index + 1, message }))
  })
}

function checkPaths(line: string, { exists }: Known): string[] {
  const linked = [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target ?? '')
  const written = line
    .split(/[\s`'"()<>]+/)
    .map((word) => word.replace(/[.,;:]+$|#.*$/, '').replace(/:\d+:\d+$/, ''))
    .filter((word) => OURS.test(word))
  const local = linked.filter((target) => !/^[a-z]+:/.test(target))
  return [...new Set([...local, ...written])]
    .filter((path) => !exists(path))
    .map((path) => `there is no ${path}`)
}

function checkScripts(line: string, { scripts }: Known): string[] {
  const run = [...line.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name]) => name ?? '')
  const bare = [...line.matchAll(/\bnpm ([a-z]+)\b/g)].map(([, name]) => name ?? '')
  return [...run, ...bare.filter((name) => BARE_SCRIPTS.has(name))]
    .filter((name) => !scripts.includes(name))
    .map((name) => `there is no npm script ${name}`)
}

function checkCommands(line: string, { commands }: Known): string[] {
  return [...line.matchAll(/(?<![\w/-])wallet-status ([a-z]+)(?: ([a-z]+)(?![\w.:/-]))?/g)].flatMap(
    ([, name = '', verb]) => {
      const verbs = commands.get(name)
      if (verbs === undefined) return [`there is no command wallet-status ${name}`]
      if (verb === undefined || verbs.length === 0 || verbs.includes(verb)) return []
      return [`wallet-status ${name} knows no ${verb}, only ${verbs.join(', ')}`]
    },
  )
}
