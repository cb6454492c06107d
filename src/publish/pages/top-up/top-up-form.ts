import { yuanOf } from '../../../domain/money.ts'
import { ACCOUNT_CLASSES } from '../../../domain/top-up.ts'
import type { TopUpProblem, TopUpQuestion, TypedTopUp } from '../../../help/top-up/read-question.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { nearBanks } from './near-banks.ts'
import { banksOf, channelsOf } from './top-up-facts.ts'

export const NOTHING_TYPED: TypedTopUp = { bank: '', channel: '', amount: '', class: '' }

/** What people write amounts with, and nothing else. */
const AMOUNT_SIGNS = /^[\d\s.,+\-−–¥￥元块圆万e]*$/iu

/** What was typed, and what was understood of it. */
interface FilledIn {
  readonly typed: TypedTopUp
  readonly question: TopUpQuestion
  readonly problems: readonly TopUpProblem[]
}

/** The adviser's form as it was filled in, each problem beside its field. */
export function formView(context: PageContext, { typed, question, problems }: FilledIn) {
  const { words, deps, place } = context
  const banks = banksOf(context)
  const nameOf = (key: string) => plainText(words, place(key)?.component.name ?? {})
  const problemOf = (field: TopUpProblem['field']): string | null => {
    const found = problems.find((problem) => problem.field === field)
    if (found === undefined) return null
    const names = 'keys' in found ? words.list(found.keys.map(nameOf)) : ''
    return words.say(`topup:problem.${field}.${found.problem}`, { names })
  }
  return {
    // The form's address can come with a link: what no bank bears as its name would be a stranger's words on our page.
    bank: question.bank === undefined ? '' : nameOf(question.bank),
    nearBanks: meantBanks(context, { typed, question, problems }).map((bank) => ({
      name: nameOf(bank),
      href: answerHref(context, { channel: question.channelId ?? '', bank }, question),
    })),
    banks: banks.map(({ key }) => nameOf(key)),
    channels: [
      ...channelsOf(context).map(({ id, name }) => ({ value: id, label: plainText(words, name) })),
      ...deps.wallet.topUp.notOffered.map(({ id, name }) => ({
        value: id,
        label: words.say('topup:form.notOffered', { name: plainText(words, name) }),
      })),
    ].map((one) => ({ ...one, selected: one.value === typed.channel.trim() })),
    amount: AMOUNT_SIGNS.test(typed.amount) ? typed.amount : '',
    classes: ACCOUNT_CLASSES.map((one) => ({
      value: String(one),
      label: words.say(`topup:form.class.${one}`),
      selected: String(one) === typed.class.trim(),
    })),
    wrong: {
      bank: problemOf('bank'),
      channel: problemOf('channel'),
      amount: problemOf('amount'),
      class: problemOf('class'),
    },
  }
}

/** The banks whose names fit several ways, or that a slip hides. */
function meantBanks(context: PageContext, { typed, problems }: FilledIn): readonly string[] {
  const found = problems.find(({ field }) => field === 'bank')
  if (found === undefined) return []
  return 'keys' in found ? found.keys : nearBanks(banksOf(context), typed.bank)
}

/** Where the adviser answers for another way, with what was asked otherwise. */
export function answerHref(
  { prefix }: PageContext,
  way: { readonly channel: string; readonly bank: string },
  { amount, accountClass }: TopUpQuestion,
): string {
  const query = new URLSearchParams({
    ...(way.bank !== '' && { bank: way.bank }),
    ...(way.channel !== '' && { channel: way.channel }),
    ...(amount !== undefined && { amount: yuanOf(amount) }),
    ...(accountClass !== undefined && { class: String(accountClass) }),
  })
  return `${prefix}/help/top-up?${query.toString()}`
}
