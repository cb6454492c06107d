import type { OperatorsNews } from '../../domain/notice.ts'
import type { Texts } from '../../lib/text.ts'

type Word = Pick<OperatorsNews, 'kind' | 'ref' | 'title' | 'body'>

interface Waiting {
  /** Of `waiting`, those that no earlier word has told anybody of. */
  readonly fresh: number
  readonly waiting: number
  readonly overdue: number
}

/** What operators are told when somebody has written: all that waits, since a word may replace one that nobody has read. */
export function waitingWord(texts: Texts, counts: Waiting): Word {
  return {
    kind: 'feedback',
    ref: 'waiting',
    title: texts.sayAll('feedback:operators.waiting', () => ({ count: counts.waiting })),
    body: texts.sayAll('feedback:operators.waitingBody', () => ({ ...counts })),
  }
}

/** And when a day has passed by which they were to be answered. */
export function overdueWord(texts: Texts, { waiting, overdue }: Omit<Waiting, 'fresh'>): Word {
  return {
    kind: 'feedback',
    ref: 'overdue',
    title: texts.sayAll('feedback:operators.overdue', () => ({ count: overdue })),
    body: texts.sayAll('feedback:operators.overdueBody', () => ({ waiting })),
  }
}
