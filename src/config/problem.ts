/** Where something stands in a configuration: keys of mappings and places in lists, from the top. */
export type Path = readonly (string | number)[]

/** What a check has to say about one place; the loader finds its line and column. */
export interface Complaint {
  readonly path: Path
  /** What was found and what was expected, without the place. */
  readonly message: string
  /** Points at the key rather than at its value: for keys that should not be there. */
  readonly at?: 'key'
}

/** A complaint with the place in the file where a person mends it. Lines and columns count from 1. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** `groups[2].components[0].probes[1].http.url`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
}

/** A file that people wrote, the configuration above all, cannot be used. Holds every problem found, in the order of the file. */
export class ConfigError extends Error {
  override name = 'ConfigError' as const
  readonly forPeople = true
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** One problem as one line, in the shape that editors and terminals turn into a link. */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  return [`${file}:${line}:${column}`, path === '' ? [] : `${path}:`, message].flat().join(' ')
}

/** `groups[2].name.zh-CN`: dots for keys, brackets for places in lists. */
export function formatPath(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
}
