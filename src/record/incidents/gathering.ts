/*
 * A failure large enough to hit everything grows for some seconds, look by look. Its first word is never kept waiting, and
 * the page shows each step at once; but updates go out to people's phones, so what grows shortly after a word is gathered
 * into the next one. That it is owed needs no note of its own: the promise of the next update is brought forward, and it
 * is kept as every promise is, by a tick and over a restart.
 */
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import { REMIND_AHEAD_MS } from './lifecycle.ts'

/** What grows within so long of the machine's last word waits until then, ms. */
const GATHER_MS = 60_000

type Spoken = Pick<StoredIncident, 'updates' | 'answers'>

/** By when to promise what has grown, epoch ms; undefined where it is to be told at once. */
export function gatheredUntil({ updates }: Spoken, now: number): number | undefined {
  const saidAt = updates[0]?.at
  if (saidAt === undefined || now < saidAt || now >= saidAt + GATHER_MS) return undefined
  return saidAt + GATHER_MS + REMIND_AHEAD_MS
}

/** Whether something that has grown is waiting to be told. */
export function isGathering({ updates, answers: { nextUpdateAt } }: Spoken): boolean {
  const saidAt = updates[0]?.at
  return (
    saidAt !== undefined && nextUpdateAt !== undefined && nextUpdateAt <= saidAt + GATHER_MS + REMIND_AHEAD_MS
  )
}
