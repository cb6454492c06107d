import { soundsSecret } from './sounds-secret.ts'

/**
 * Collects the secrets in a probe's options by walking schema and value side by side: strings that the schema marks
 * with `secret()`, entries of free maps (headers, forms, JSON) and of bodies whose name sounds secret, and in addresses
 * the password before the @ and parameters that sound secret.
 */
export function secretsOf(schema: object, value: unknown): string[] {
  return [...walk({ schemas: [schema], value, free: '' })]
}

interface Place {
  /** Every schema that may hold here; a union has several. */
  readonly schemas: readonly object[]
  readonly value: unknown
  /** The entry's name where the operator chose it. */
  readonly free: string
}

function* walk({ schemas, value, free }: Place): Generator<string> {
  if (typeof value === 'number' && soundsSecret(free)) yield String(value)
  if (typeof value === 'string') {
    if (soundsSecret(free) || schemas.some((schema) => field(schema, 'secret') === true)) yield value
    if (/^[a-z]+:\/\//i.test(value)) yield* secretsInAddress(value)
    else yield* secretsInBody(value)
    return
  }
  if (!isObject(value)) return
  const all = schemas.flatMap(alternatives)
  for (const [name, inner] of Object.entries(value)) {
    const named = all.map((schema) => field(field(schema, 'properties'), name)).filter(isObject)
    const others = all.flatMap(openSchemas)
    yield* walk({
      schemas: named.length > 0 ? named : others,
      value: inner,
      free: named.length > 0 ? '' : name,
    })
  }
}

function alternatives(schema: object): object[] {
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => listed(field(schema, key)))
  return [schema, ...branches.flatMap(alternatives)]
}

/** Schemas of entries that have no name of their own: items of a list, entries of a free map. */
function openSchemas(schema: object): object[] {
  const patterns = field(schema, 'patternProperties')
  return [
    field(schema, 'items'),
    field(schema, 'additionalProperties'),
    ...(isObject(patterns) ? Object.values(patterns) : []),
  ].filter(isObject)
}

function* secretsInAddress(text: string): Generator<string> {
  const url = URL.parse(text)
  if (url === null) return
  if (url.password !== '') yield* [url.password, decodeURIComponent(url.password)]
  for (const [name, value] of url.searchParams) if (soundsSecret(name)) yield value
}

/** A body that is written as text may be JSON or a form all the same. */
function* secretsInBody(text: string): Generator<string> {
  if (/^\s*[[{]/.test(text)) yield* walk({ schemas: [], value: readJson(text), free: '' })
  else if (/^[^\s=]+=/.test(text)) {
    for (const [name, value] of new URLSearchParams(text)) if (soundsSecret(name)) yield value
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function listed(value: unknown): object[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
