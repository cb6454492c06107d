import type { LossReport } from '../../domain/loss-notice.ts'
import type { OperatorsNews } from '../../domain/notice.ts'
import type { Texts } from '../../lib/text.ts'
import { listSome } from '../../lib/words/amounts.ts'

type Word = Pick<OperatorsNews, 'kind' | 'ref' | 'title' | 'body'>

/** What operators are told of one notice. What is personal stays here: mailboxes and chat rooms keep what they were sent. */
export function lossWord(
  texts: Texts,
  { ref, lost, contact }: Pick<LossReport, 'lost' | 'contact'> & { readonly ref: string },
): Word {
  const things = lost.length === 0 ? (['unsaid'] as const) : lost
  const title = texts.sayAll('lost:operators.title', (locale) => ({
    lost: listSome(
      locale,
      things.map((thing) => texts.say(locale, `lost:thing.${thing}`)),
    ),
  }))
  const body = texts.sayAll(`lost:operators.${contact === undefined ? 'noContact' : 'contact'}`, () => ({}))
  return { kind: 'loss', ref, title, body }
}

const GATHERED = {
  MANY: { title: 'lost:operators.manyTitle', body: 'lost:operators.manyBody' },
  UNREACHED: { title: 'lost:operators.unreachedTitle', body: 'lost:operators.unreachedBody' },
} as const

/**
 * Of many that came together, and of those that no earlier word on has reached anybody. Each counts all that nobody has looked at:
 * it replaces the one before, which may never have been read.
 */
export function gatheredLossWord(texts: Texts, ref: keyof typeof GATHERED, count: number): Word {
  const { title, body } = GATHERED[ref]
  const say = (key: string) => texts.sayAll(key, () => ({ count }))
  return { kind: 'loss', ref, title: say(title), body: say(body) }
}
