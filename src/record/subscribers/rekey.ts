import { confirmToken, manageToken } from '../../lib/letter-links.ts'
import { digestOf, type Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import { saveTokenHashes, subscribersAfter } from '../../store/subscribers.ts'

const AT_ONCE = 500

/**
 * Has the links of all subscribers made with these tokens from now on; those in letters sent before end. Answers how many
 * subscribers there are. All or nothing.
 */
export async function rekey(db: Db, tokens: Pick<Tokens, 'token'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    let count = 0
    let afterNum = 0
    for (;;) {
      const some = await subscribersAfter(tx, { afterNum, limit: AT_ONCE })
      for (const { num, id, confirmHash, askedAt = 0 } of some) {
        const manageHash = digestOf(manageToken(tokens, id))
        const confirming = confirmHash !== undefined && digestOf(confirmToken(tokens, id, askedAt))
        await saveTokenHashes(tx, { num, manageHash, ...(confirming && { confirmHash: confirming }) })
        afterNum = num
      }
      count += some.length
      if (some.length < AT_ONCE) return count
    }
  })
}
