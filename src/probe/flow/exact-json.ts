import type { JSONValue } from 'json-p3'

/**
 * Parses JSON without losing how a number was written: `1.00` becomes the string `1.00` rather than the number 1,
 * and so does every number that JavaScript would write differently (amounts, order numbers of 18 digits). An amount
 * is compared and signed as text; it never becomes a floating-point number. Undefined where the text is no JSON.
 */
export function parseExactly(text: string): JSONValue {
  try {
    const document: JSONValue = JSON.parse(text, keepAsWritten)
    return document
  } catch {
    return undefined
  }
}

function keepAsWritten(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
}
