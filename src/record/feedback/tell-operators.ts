import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { dayNameOf } from '../../lib/zone-days.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { countWaiting } from '../../store/tickets.ts'
import { noteForOperators } from '../notices/note-for-operators.ts'

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
    const { fresh, waiting, overdue } = await countWaiting(tx, { since: Math.min(toldTo, now), today })
    if (fresh === 0) return false
    const note = {
      kind: 'feedback',
      ref: 'waiting',
      title: texts.sayAll('feedback:operators.title', () => ({ count: fresh })),
      body: texts.sayAll('feedback:operators.body', () => ({ waiting, overdue })),
    } as const
    await noteForOperators(tx, note, now)
    await writeSetting(tx, TOLD, String(now))
    return true
  })
}
