import { systemClock } from '../../lib/clock.ts'
import { readUnreached } from '../../record/notices/unreached.ts'
import type { Db } from '../../store/open.ts'
import type { CommandIo } from '../command.ts'

/** Warns whoever looks at what waits that no operator has been told of some of it, and where to find out why. */
export async function sayUnreached(db: Db, io: Pick<CommandIo, 'err'>): Promise<void> {
  const { lossesUnreached, feedbackUntold, operatorLettersDead } = await readUnreached(db, systemClock())
  const warnings = [
    [lossesUnreached, 'Loss notices that no operator has been told of'],
    [feedbackUntold, 'Feedback that no operator has been told of'],
    [operatorLettersDead, 'Letters to operators that were given up (wallet-status notices dead)'],
  ] as const
  for (const [count, what] of warnings) if (count > 0) io.err(`${what}: ${count}`)
}
