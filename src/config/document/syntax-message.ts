import type { YAMLError } from 'yaml'

type Code = YAMLError['code']

/** Mistakes that drag others behind them: where one of these is found, the others say nothing new. */
const CAUSES: readonly Code[] = ['TAB_AS_INDENT', 'MULTIPLE_DOCS']

/** The parser's errors without those that only follow from others: one for each place. */
export function causes(errors: readonly YAMLError[]): readonly YAMLError[] {
  const endless = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  if (endless !== undefined) return [endless]
  const cause = CAUSES.find((code) => errors.some((error) => error.code === code))
  const telling = cause === undefined ? errors : errors.filter(({ code }) => code === cause)
  const places = telling.map(({ pos: [start] }) => start)
  return telling.filter(({ pos: [start] }, index) => places.indexOf(start) === index)
}

/** The parser's own words are for people who write parsers; these are for people who write configuration. */
const MESSAGES: Partial<Record<Code, string>> = {
  TAB_AS_INDENT: 'found a tab, expected spaces for indentation',
  BAD_SCALAR_START: 'a text that begins with this character must stand in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'found a second colon, expected one key per line; put a text with ": " in quotes',
  MULTIPLE_DOCS: 'found a second document (---), expected one per file',
  NON_STRING_KEY: 'found a key that is not a text, expected a plain word before the colon',
  RESOURCE_EXHAUSTION: 'this is nested too deeply to be read',
}

/** One code stands for several mistakes; the parser's words tell them apart. */
const BY_WORDS: readonly (readonly [words: string, message: string])[] = [
  ['end with a ]', 'a list that began with [ does not end, expected ]'],
  ['end with a }', 'a mapping that began with { does not end, expected }'],
  ['Missing closing', 'a text in quotes does not end, expected the closing quote'],
  ['start at the same column', 'found another indentation than above, expected the same within one block'],
]

/** What a mistake in the file's grammar is, in plain words. */
export function syntaxMessage({ code, message }: YAMLError): string {
  const [, told] = BY_WORDS.find(([words]) => message.includes(words)) ?? []
  return MESSAGES[code] ?? told ?? `this is not valid YAML: ${message}`
}
