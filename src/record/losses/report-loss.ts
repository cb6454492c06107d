import type { LossNotice, LossReport } from '../../domain/loss-notice.ts'
import { MOST_LOSSES } from '../../domain/retention.ts'
import { newId } from '../../lib/id.ts'
import { underFreeReference } from '../../lib/reference-number.ts'
import { digestOf } from '../../lib/tokens.ts'
import { yearIn } from '../../lib/zone-days.ts'
import { countLosses, dropOfLargestCrowd, insertLoss, toldSince } from '../../store/losses.ts'
import type { Db } from '../../store/open.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'
import { digestOfNotice } from './digest-of-notice.ts'
import type { LossDesk } from './loss-desk.ts'
import { lossWord } from './loss-words.ts'

/** Where a notice came from, as far as that may be known. */
export interface CameFrom {
  /** What all notices from one place on the network share today; random. */
  readonly crowd: string
  /** More come from there than one household sends. */
  readonly busy: boolean
}

/** So many within so long are told to operators one by one; what is more they are told of together. */
const ONE_BY_ONE = 30
const WITHIN_MS = 600_000
/** Let go at once when there are too many, so that not every further one has to. */
const LET_GO = 200

export interface Reported {
  readonly notice: Omit<LossNotice, 'state' | 'steps'>
  readonly token: string
}

/**
 * Takes a loss notice down and has operators told, in one transaction. Nobody is turned away: where too many come, operators
 * are told of them together (`tellOfMany`), and when the room is full the oldest that nobody has opened make room, of those
 * who came in with most others.
 */
export async function reportLoss(
  { db, tokens, texts, zone }: LossDesk,
  { report, from, now }: { readonly report: LossReport; readonly from: CameFrom; readonly now: number },
): Promise<Reported> {
  // Not of the number: one that was deleted may be drawn again, and its old link would open what is another's.
  const token = tokens.token('loss', newId())
  const notice = await db.transaction().execute(async (tx) => {
    const alone = !from.busy && (await toldSince(tx, now - WITHIN_MS)) < ONE_BY_ONE
    await makeRoom(tx)
    const made = { tokenHash: digestOf(token), crowd: from.crowd, ...(alone && { toldAt: now }) }
    const written = await underFreeReference({ mark: 'L', year: yearIn(zone, now) }, async (ref) => {
      const told = { ...report, ref, receivedAt: now }
      const numbered = { ...told, digest: digestOfNotice(told) }
      return (await insertLoss(tx, { ...made, notice: numbered })) ? numbered : undefined
    })
    if (alone) await noteForOperators(tx, lossWord(texts, written), now)
    return written
  })
  return { notice, token }
}

async function makeRoom(tx: Db): Promise<void> {
  if ((await countLosses(tx)) >= MOST_LOSSES) await dropOfLargestCrowd(tx, LET_GO)
}
