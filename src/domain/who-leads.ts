import type { Incident } from './incident.ts'

type Spoken = Pick<Incident, 'origin' | 'updates'>

/** Whether a person has written into it, or let words be said for which no probe stands. */
export function hasOperatorsWords({ origin, updates }: Spoken): boolean {
  return origin !== 'probe' || updates.some(({ author }) => author === 'operator')
}

/**
 * Whether only a person moves it on: one they opened or published because readers report, or one in which they had the last word. After a person's word a
 * machine speaks only to say that the trouble has come back, and then it follows that trouble once more.
 */
export function isLedByPerson({ origin, updates }: Spoken): boolean {
  return origin !== 'probe' || updates[0]?.author === 'operator'
}
