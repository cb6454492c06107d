import { Type } from 'typebox'

/** The name of something in configuration: it stands in addresses and in the database, so it never changes. */
export function id(description: string) {
  return Type.String({
    pattern: '^[a-z][a-z0-9-]{0,62}$',
    description,
    expects: 'small letters, digits and hyphens, beginning with a letter, such as debit-card',
  })
}

/** A list of such names. */
export function ids(description: string) {
  return Type.Array(id('The id of one.'), {
    uniqueItems: true,
    description,
    expects: 'a list of ids, each once',
  })
}

/** A list of such names; empty unless said. */
export function idsOrNone(description: string) {
  return Type.With(ids(description), { default: [] })
}

function language(name: string) {
  return Type.String({ pattern: '\\S', description: `The text in ${name}.`, expects: `a text in ${name}` })
}

/** A text that people read, in both languages. */
export function localText(description: string) {
  return Type.Object(
    { 'zh-CN': language('Chinese'), en: language('English') },
    { additionalProperties: false, description, expects: 'a text in both languages, zh-CN and en' },
  )
}

/** An IANA time zone. Offsets are refused: they know no summer time and no history. */
export function zone(description: string) {
  const name = Type.String({ description, expects: 'an IANA time zone such as Asia/Shanghai' })
  return Type.Refine(name, isZone, () => 'must be an IANA time zone')
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
