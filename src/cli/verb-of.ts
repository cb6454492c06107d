import { UsageError } from './command.ts'

/** What a command does at the first of its words; throws UsageError where it has no such verb. */
export function verbOf<Verb>(
  verbs: Readonly<Record<string, Verb>>,
  { command, name = '' }: { readonly command: string; readonly name: string | undefined },
): Verb {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb !== undefined) return verb
  const known = Object.keys(verbs).join(', ')
  throw new UsageError(`found "${name}" after ${command}, expected one of ${known}`)
}

/** Throws UsageError for an option that was given and is not this verb's. */
export function refuseStray(
  values: object,
  { name, options }: { readonly name: string | undefined; readonly options: readonly string[] },
): void {
  const stray = Object.keys(values).find((option) => !options.includes(option))
  if (stray !== undefined) throw new UsageError(`--${stray} does not belong to ${name}`)
}
