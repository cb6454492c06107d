import type { Assertion } from '../../domain/observation.ts'
import { soundsSecret } from './sounds-secret.ts'

/** What says only that there is something, or not. */
const TELLS_NOTHING = new Set(['something', 'nothing', 'no JSON'])

/** Assertions about a place whose name, such as `$.data.otp`, sounds secret, without what was wanted and seen there. */
export function hush(place: string, assertions: readonly Assertion[]): readonly Assertion[] {
  const names = place.match(/[\w-]+/g) ?? []
  if (!names.some(soundsSecret)) return assertions
  return assertions.map((one) => ({ ...one, wanted: hide(one.wanted), seen: hide(one.seen) }))
}

function hide(text: string): string {
  return TELLS_NOTHING.has(text) ? text : '***'
}
