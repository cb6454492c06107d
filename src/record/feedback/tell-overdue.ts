import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { dayNameOf } from '../../lib/zone-days.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { countWaiting } from '../../store/tickets.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'
import { overdueWord } from './ticket-words.ts'

/** The day on which it was last looked for what is overdue, `YYYY-MM-DD`. */
const LOOKED = 'feedback_overdue_on'

/**
 * Tells operators of all that is overdue, as one word, when a day begins by the page's clocks: then it is that a promised day has
 * passed. Once a day, and later where nobody ran at midnight. Answers whether there was anything to tell.
 */
export async function tellOfOverdue(
  { db, wallet, texts }: { readonly db: Db; readonly wallet: Wallet; readonly texts: Texts },
  now: number,
): Promise<boolean> {
  const today = dayNameOf(wallet.page.zone, now)
  if ((await readSetting(db, LOOKED)) === today) return false
  return db.transaction().execute(async (tx) => {
    await writeSetting(tx, LOOKED, today)
    const counts = await countWaiting(tx, { since: now, today })
    if (counts.overdue === 0) return false
    await noteForOperators(tx, overdueWord(texts, counts), now)
    return true
  })
}
