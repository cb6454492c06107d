import { digestOf } from '../../lib/tokens.ts'
import { callBack } from '../../store/notices/deliveries.ts'
import { emptyLog } from '../../store/empty-log.ts'
import { deleteLoss, lossByToken, type StoredLoss } from '../../store/losses.ts'
import type { Db } from '../../store/open.ts'

/** The notice whose link this is; undefined for a token that is nobody's. */
export async function lossOf(db: Db, token: string): Promise<StoredLoss | undefined> {
  return lossByToken(db, digestOf(token))
}

/** Deletes all that is held of a notice; what still waits to tell operators of it does not go out. Answers whether there was one. */
export async function forgetLoss(db: Db, token: string, now: number): Promise<boolean> {
  const wasThere = await db.transaction().execute(async (tx) => {
    const found = await lossOf(tx, token)
    if (found === undefined) return false
    await deleteLoss(tx, found.num)
    await callBack(tx, { subject: 'operators', subjectId: `loss:${found.ref}`, now })
    return true
  })
  if (wasThere) await emptyLog(db)
  return wasThere
}
