import type { TopUpQuestion } from '../../../help/top-up/read-question.ts'
import type { LimitStop } from '../../../help/top-up/limits.ts'
import type { Split } from '../../../help/top-up/split.ts'
import type { JudgedWay } from '../../../help/top-up/ways.ts'
import type { PageContext } from '../page-context.ts'

/** Which limit an amount is beyond, and who says so. */
export function stopInWords(
  { words }: PageContext,
  { kind, limit, quoted }: LimitStop,
  question: TopUpQuestion,
): string {
  const said = words.say(`topup:stop.${kind}`, {
    limit: words.money(limit),
    amount: words.money(question.amount ?? 0),
    name: question.accountClass === undefined ? '' : words.say(`topup:class.${question.accountClass}`),
  })
  return quoted ? `${said}${words.say('topup:stop.quoted')}` : said
}

/** A line for each day, with its parts. */
export function splitLines({ words }: PageContext, split: Split): string[] {
  if (split.kind === 'months') return [words.say('topup:split.months', { n: split.months })]
  return split.days.map((parts, index) =>
    words.say('topup:split.day', {
      day: index + 1,
      parts: words.list(parts.map((part) => words.money(part))),
    }),
  )
}

/** What this page cannot know and the answer depends on. */
export function unsureOf(
  { words }: PageContext,
  best: JudgedWay | undefined,
  { amount, accountClass }: TopUpQuestion,
) {
  if (best === undefined || best.standing === 'not_offered') return []
  const { terms, quote } = best.way
  return [
    ...(amount === undefined
      ? ['amount']
      : terms === undefined && quote === undefined
        ? ['limits']
        : ['used']),
    ...(accountClass === undefined ? ['class'] : []),
    ...(amount !== undefined && best.fee === undefined ? ['fee'] : []),
    ...(best.way.bank === undefined ? [] : ['balance']),
  ].map((name) => words.say(`topup:unsure.${name}`))
}
