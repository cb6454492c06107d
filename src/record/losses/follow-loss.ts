import { openedBy, type SecretLink } from '../../lib/secret-link.ts'
import { digestOf } from '../../lib/tokens.ts'
import { callBack } from '../../store/notices/deliveries.ts'
import { emptyLog } from '../../store/empty-log.ts'
import { deleteLoss, lossByRef, lossByToken, type StoredLoss } from '../../store/losses.ts'
import type { Db } from '../../store/open.ts'

/** The notice that a secret link opens; undefined for one that is nobody's. Links used to be the token alone: those open it still. */
export async function lossOf(db: Db, link: SecretLink): Promise<StoredLoss | undefined> {
  if (link.ref === '') return lossByToken(db, digestOf(link.token))
  return openedBy(link, { mark: 'L', find: (ref) => lossByRef(db, ref) })
}

/** Deletes all that is held of a notice; what still waits to tell operators of it does not go out. Answers whether there was one. */
export async function forgetLoss(db: Db, link: SecretLink, now: number): Promise<boolean> {
  const wasThere = await db.transaction().execute(async (tx) => {
    const found = await lossOf(tx, link)
    if (found === undefined) return false
    await deleteLoss(tx, found.num)
    await callBack(tx, { subject: 'operators', subjectId: `loss:${found.ref}`, now })
    return true
  })
  if (wasThere) await emptyLog(db)
  return wasThere
}
