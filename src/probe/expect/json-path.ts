import { compile, type JSONValue } from 'json-p3'
import { Type } from 'typebox'

/** A compiled JSONPath query (RFC 9535). */
export interface JsonPath {
  readonly text: string
  /** Every value the path selects, in document order; empty where there is none, or the document is too deep to search. */
  find(document: JSONValue): readonly JSONValue[]
}

/** A JSONPath in configuration: written `$.data.code`, decoded to a compiled query. */
export function jsonPath(description: string) {
  const text = Type.String({ description, examples: ['$.code'] })
  return Type.Codec(Type.Refine(text, isJsonPath, () => 'must be a JSONPath (RFC 9535), such as $.code'))
    .Decode(compileJsonPath)
    .Encode((path) => path.text)
}

/** Throws where the text is no JSONPath. */
export function compileJsonPath(text: string): JsonPath {
  const query = compile(text)
  return {
    text,
    find(document) {
      try {
        return query.query(document).values()
      } catch {
        // A document nested deeper than the library, or the stack, allows.
        return []
      }
    },
  }
}

function isJsonPath(text: string): boolean {
  try {
    compile(text)
    return true
  } catch {
    return false
  }
}
