import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import {
  countDeadOperatorLetters,
  countUnreachedLosses,
  countUntoldTickets,
  feedbackWordHeld,
  gatheredWordReached,
  markReachedLosses,
} from '../../store/unreached.ts'

/** What was for operators and has reached none of them; figures alone. */
export interface Unreached {
  /** Loss notices that nobody has looked at, and no operator was told of. */
  readonly lossesUnreached: number
  /** The same of feedback; what only waits for an operator's quiet hours to end is on its way. */
  readonly feedbackUntold: number
  /** Letters to operators that were given up, whose word has got through to none of them since. */
  readonly operatorLettersDead: number
}

/** A word on a loss is there within seconds; after this it is late. */
const LOSS_LATE_MS = 5 * 60_000
/** A word on feedback is gathered for a quarter of an hour. */
const FEEDBACK_LATE_MS = 30 * 60_000
/** Up to when an operator has been told of feedback, epoch ms: what was sent is forgotten sooner. */
const FEEDBACK_REACHED = 'feedback_reached_to'

/** Counts what has reached no operator. Reads alone. */
export async function readUnreached(db: Db, now: number): Promise<Unreached> {
  return {
    lossesUnreached: await countUnreachedLosses(db, { before: now - LOSS_LATE_MS }),
    feedbackUntold: await countUntoldTickets(db, {
      since: Math.max(await feedbackReachedTo(db), await feedbackWordHeld(db, now)),
      before: now - FEEDBACK_LATE_MS,
    }),
    operatorLettersDead: await countDeadOperatorLetters(db),
  }
}

/** Up to when operators know of feedback: something that was told after it replaces what never arrived. */
export async function feedbackReachedTo(db: Db): Promise<number> {
  return Number((await readSetting(db, FEEDBACK_REACHED)) ?? 0)
}

/** Writes down what has got through to an operator meanwhile. */
export async function markReached(tx: Db, now: number): Promise<void> {
  await markReachedLosses(tx, { gatheredAt: await gatheredWordReached(tx, 'loss'), now })
  const reachedAt = await gatheredWordReached(tx, 'feedback')
  if (reachedAt > (await feedbackReachedTo(tx))) await writeSetting(tx, FEEDBACK_REACHED, String(reachedAt))
}
