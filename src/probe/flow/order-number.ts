import { createHash } from 'node:crypto'

/** Marks orders as ours to whoever meets one in the wallet's books. */
const MARK = 'ws'
/** Nine digits of base 36 hold every millisecond until the year 5188, so numbers sort by age and never change length. */
const TIME_DIGITS = 9

/** What every order number of this probe begins with, 10 characters of [a-z0-9]; the orphan sweep looks for it. */
export function orderPrefix(probeId: string): string {
  return MARK + digest(probeId).slice(0, 8)
}

/**
 * The order number of the look that began at `startedAt`: 19 characters of [a-z0-9]. Made from nothing but the probe
 * and the moment, so a look asks for the same order however often it asks, and no two looks share one.
 */
export function orderNumber(probeId: string, startedAt: number): string {
  return orderPrefix(probeId) + Math.floor(startedAt).toString(36).padStart(TIME_DIGITS, '0')
}

/**
 * When the look that made this order began, epoch ms; undefined where the number is not one of this probe's: such
 * an order is somebody else's money and must not be touched.
 */
export function orderedAt(number: string, probeId: string): number | undefined {
  const prefix = orderPrefix(probeId)
  if (!number.startsWith(prefix)) return undefined
  const at = Number.parseInt(number.slice(prefix.length), 36)
  return orderNumber(probeId, at) === number ? at : undefined
}

/** The key under which a step asks for this order: 32 hexadecimal digits, another one for each step. */
export function idempotencyKey(number: string, stepName: string): string {
  return digest(`${number}\n${stepName}`).slice(0, 32)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
