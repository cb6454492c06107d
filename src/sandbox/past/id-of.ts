import { createHash } from 'node:crypto'

const LENGTH = 12

/** The public id of something in the past, from its name: the same in every demonstration, so that its address can be shown around. */
export function idOf(name: string): string {
  const digest = createHash('sha256').update(`demo-past/${name}`).digest('hex')
  return BigInt(`0x${digest}`).toString(36).slice(0, LENGTH)
}
