import { countUnseenLosses, isAnyUntold, takeUntold } from '../../store/losses.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'
import type { LossDesk } from './loss-desk.ts'
import { gatheredLossWord } from './loss-words.ts'

/** Tells operators of all notices that they were not told of one by one, as one. Answers how many those were. */
export async function tellOfMany(
  { db, texts }: Pick<LossDesk, 'db' | 'texts'>,
  now: number,
): Promise<number> {
  if (!(await isAnyUntold(db))) return 0
  return db.transaction().execute(async (tx) => {
    const count = await takeUntold(tx, now)
    if (count === 0) return 0
    await noteForOperators(tx, gatheredLossWord(texts, 'MANY', await countUnseenLosses(tx)), now)
    return count
  })
}
