import type { Log } from '../../lib/log.ts'
import type { Texts } from '../../lib/text.ts'
import { countUnseenLosses } from '../../store/losses.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { isAnyOperatorTold } from '../../store/unreached.ts'
import { gatheredLossWord } from '../losses/loss-words.ts'
import { noteForOperators } from './note-for-operators.ts'
import { markReached, readUnreached, type Unreached } from './unreached.ts'

/** Watches over what is for operators, so that nothing lies there that none of them knows of. */
export interface OperatorWatch {
  /** Looks what has reached nobody, and once an hour makes it loud. Answers whether operators are to be told. */
  check(now: number): Promise<boolean>
  /** What was found last, from memory. */
  read(): Unreached
}

const HOUR_MS = 3_600_000
/** When it was last said that something has reached nobody, epoch ms. */
const SAID = 'unreached_said_at'

export function createOperatorWatch({
  db,
  texts,
  log,
}: {
  readonly db: Db
  readonly texts: Texts
  readonly log: Pick<Log, 'error'>
}): OperatorWatch {
  let found: Unreached = { lossesUnreached: 0, feedbackUntold: 0, operatorLettersDead: 0 }
  return {
    async check(now) {
      found = await db.transaction().execute(async (tx) => {
        await markReached(tx, now)
        return readUnreached(tx, now)
      })
      if (found.lossesUnreached + found.feedbackUntold === 0) return false
      if (!(await isTimeToSay(db, now))) return false
      log.error(
        { ...found },
        'What people sent us has reached no operator: see `wallet-status loss list`, `feedback list` and `notices dead`.',
      )
      return found.lossesUnreached > 0 && tellAgain({ db, texts }, now)
    },
    read: () => found,
  }
}

async function isTimeToSay(db: Db, now: number): Promise<boolean> {
  const saidAt = Number((await readSetting(db, SAID)) ?? 0)
  // A clock set back must not silence it for years.
  if (saidAt <= now && now - saidAt < HOUR_MS) return false
  await writeSetting(db, SAID, String(now))
  return true
}

/** One new word on all losses that nobody has looked at, tried for a day like any other; the next hour's replaces it. */
async function tellAgain(
  { db, texts }: { readonly db: Db; readonly texts: Texts },
  now: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (!(await isAnyOperatorTold(tx, 'loss'))) return false
    await noteForOperators(tx, gatheredLossWord(texts, 'UNREACHED', await countUnseenLosses(tx)), now)
    return true
  })
}
