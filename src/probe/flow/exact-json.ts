/**
 * Parses JSON without losing how a number was written: `1.00` becomes the string `1.00` rather than the number 1,
 * and so does every number that JavaScript would write differently (amounts and order numbers of 18 digits).
 * An amount is compared and signed as text; it never becomes a floating-point number. Throws SyntaxError.
 */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source
    return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
  })
}
