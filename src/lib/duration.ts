import { Type } from 'typebox'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** Reads `250ms`, `30s`, `5m`, `2h`, `14d` as milliseconds; undefined where the text is no such length. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = PATTERN.exec(text) ?? []
  const factor = unit === undefined ? undefined : UNITS[unit]
  return factor === undefined ? undefined : Math.round(Number(amount) * factor)
}

/** A length of time in configuration: written `30s`, decoded to milliseconds. */
export function duration(description: string) {
  return Type.Codec(Type.String({ pattern: PATTERN.source, description, examples: ['30s'] }))
    .Decode((text) => parseDuration(text) ?? 0)
    .Encode((ms) => `${ms}ms`)
}
