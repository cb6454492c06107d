import type { OperatorsNews } from '../../domain/notice.ts'
import { publicText } from '../../domain/public-text.ts'
import { newId } from '../../lib/id.ts'
import { insertNotice } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'
import { insertOperatorDeliveries } from '../../store/operators.ts'

/**
 * Writes down that operators are to be told, with a delivery to each of them; part of the transaction of what it tells. A
 * later word with the same kind and reference replaces one that still waits. Nothing personal belongs in it: it goes to
 * mailboxes and chat rooms, and stays there.
 */
export async function noteForOperators(
  tx: Db,
  { kind, ref, title, body }: Pick<OperatorsNews, 'kind' | 'ref' | 'title' | 'body'>,
  now: number,
): Promise<void> {
  const { num: noticeNum } = await insertNotice(tx, {
    id: newId(),
    at: now,
    news: {
      subject: 'operators',
      subjectId: `${kind}:${ref}`,
      moment: 'noted',
      kind,
      ref,
      title: publicText(title),
      body: publicText(body),
    },
  })
  await insertOperatorDeliveries(tx, { noticeNum, kind, now })
}
