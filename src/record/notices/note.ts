import type { PublicNews } from '../../domain/notice.ts'
import { newId } from '../../lib/id.ts'
import { insertNotice } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'

/** Writes down that subscribers are to be told; part of the transaction of what it tells, so that neither is without the other. */
export async function note(tx: Db, news: PublicNews, now: number): Promise<void> {
  await insertNotice(tx, { id: newId(), at: now, news })
}
