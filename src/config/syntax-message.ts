import type { YAMLError } from 'yaml'

type Code = YAMLError['code']

/** The parser's own words are for people who write parsers; these are for people who write configuration. */
const MESSAGES: Partial<Record<Code, string>> = {
  DUPLICATE_KEY: 'this key stands here twice, expected each key once',
  TAB_AS_INDENT: 'found a tab, expected spaces for indentation',
  BAD_SCALAR_START: 'a text that begins with this character must stand in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'found a second colon, expected one key per line; put a text with ": " in quotes',
  MULTIPLE_DOCS: 'found a second document (---), expected one per file',
  NON_STRING_KEY: 'found a key that is not a text, expected a plain word before the colon',
  RESOURCE_EXHAUSTION: 'this is nested too deeply to be read',
}

export function syntaxMessage(error: YAMLError): string {
  return MESSAGES[error.code] ?? `this is not valid YAML: ${error.message}`
}
