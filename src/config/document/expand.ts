/** The environment's variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A `${…}` that could not be filled in: where it stands within the text, and why. */
interface ExpansionFault {
  readonly written: string
  readonly message: string
}

export interface Expansion {
  readonly text: string
  readonly faults: readonly ExpansionFault[]
}

const REFERENCE = /\$\$\{|\$\{(?<inner>[^}]*)(?<end>\}?)/g
const INNER = /^(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<fallback>.*))?$/s

/**
 * Fills in `${NAME}` and `${NAME:-default}` from the environment; `$${` is a literal `${`. As in a shell, an empty
 * variable counts as one that is not set, since an empty secret is always a mistake.
 */
export function expand(text: string, env: Variables): Expansion {
  const faults: ExpansionFault[] = []
  const expanded = text.replaceAll(REFERENCE, (written: string, inner?: string, end?: string) => {
    if (inner === undefined) return '${'
    const { name, fallback } = INNER.exec(inner)?.groups ?? {}
    if (name === undefined || end !== '}') {
      faults.push({ written, message: malformed(written) })
      return written
    }
    const value = env[name] || fallback
    if (value === undefined) faults.push({ written, message: missing(name) })
    return value ?? ''
  })
  return { text: expanded, faults }
}

function missing(name: string): string {
  return `the environment variable ${name} is not set; set it, or write \${${name}:-default}`
}

function malformed(written: string): string {
  return `found ${JSON.stringify(written)}, expected \${NAME} or \${NAME:-default}; a literal \${ is written $\${`
}
