import { CODINGS, type Coding } from '../../publish/keeper/content-form.ts'

/**
 * The coding to send for an `Accept-Encoding` (RFC 9110, 12.5.3): the one with the highest weight, the smaller where
 * two weigh the same. Without the header nothing is encoded, since whoever leaves it out may not be able to
 * decode. Where even identity is refused it is sent all the same: an unwelcome page helps more than a 406.
 */
export function chooseCoding(acceptEncoding: string | undefined): Coding {
  if (acceptEncoding === undefined) return 'identity'
  const weights = weightsOf(acceptEncoding)
  const weightOf = (coding: Coding): number =>
    weights.get(coding) ?? weights.get(ALIAS[coding] ?? '*') ?? weights.get('*') ?? UNNAMED[coding]
  const best = CODINGS.reduce((one, other) => (weightOf(other) > weightOf(one) ? other : one))
  return weightOf(best) > 0 ? best : 'identity'
}

const ALIAS: Readonly<Partial<Record<Coding, string>>> = { gzip: 'x-gzip' }

/** Identity is acceptable unless refused, but less welcome than anything named. */
const UNNAMED: Readonly<Record<Coding, number>> = { br: 0, gzip: 0, identity: Number.MIN_VALUE }

function weightsOf(header: string): ReadonlyMap<string, number> {
  return new Map(
    header.split(',').map((element) => {
      const [coding = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase())
      return [coding, weightIn(parameters)]
    }),
  )
}

/** A weight that cannot be read refuses the coding: identity is always understood. */
function weightIn(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  if (weight === undefined) return 1
  const value = Number(weight.slice('q='.length))
  return value >= 0 && value <= 1 ? value : 0
}

/** Whether an `If-None-Match` names this entity tag: `*`, or by weak comparison in a list (RFC 9110, 13.1.2). */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  // What nearly every browser sends, back as it came.
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true
  return Array.from(ifNoneMatch.matchAll(/"[^"]*"/g), ([tag]) => tag).includes(etag)
}
