/** Where in data/demo-past.yaml something is wrong; empty for the file as a whole. */
export type Path = readonly (string | number)[]

/** What is wrong at one place of the file. */
export interface Complaint {
  readonly path: Path
  readonly message: string
}

/** The demonstration's past cannot be used. The message names every mistake found, one a line, as file:line:column. */
export class PastError extends Error {
  override name = 'PastError' as const
  readonly forPeople = true
}

/** `episodes[2].when`: dots for keys, brackets for places in lists. */
export function pathInWords(path: Path): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
  return parts.join('').replace(/^\./, '')
}
