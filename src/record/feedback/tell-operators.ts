import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { dayNameOf } from '../../lib/zone-days.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { countWaiting } from '../../store/tickets.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'
import { feedbackReachedTo } from '../notices/unreached.ts'
import { waitingWord } from './ticket-words.ts'

/** In a storm of complaints operators get one word so often, and never one for each. */
const GATHERED_MS = 15 * 60_000
/** Up to when tickets have been told of, epoch ms. */
const TOLD = 'feedback_told_to'

/** Tells operators of what has come since they were told last, and how much waits and is overdue; answers whether anything came. */
export async function tellOperatorsOfFeedback(
  { db, wallet, texts }: { readonly db: Db; readonly wallet: Wallet; readonly texts: Texts },
  now: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const toldTo = Number((await readSetting(tx, TOLD)) ?? 0)
    // A clock set back must not silence it for years.
    if (toldTo <= now && now - toldTo < GATHERED_MS) return false
    const today = dayNameOf(wallet.page.zone, now)
    const came = await countWaiting(tx, { since: Math.min(toldTo, now), today })
    if (came.fresh === 0) return false
    // What was told and has reached nobody is as new as what has come since.
    const counts = await countWaiting(tx, {
      since: Math.min(await feedbackReachedTo(tx), toldTo, now),
      today,
    })
    await noteForOperators(tx, waitingWord(texts, counts), now)
    await writeSetting(tx, TOLD, String(now))
    return true
  })
}
