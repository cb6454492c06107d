import { yuanOf } from '../../../domain/money.ts'
import { ACCOUNT_CLASSES } from '../../../domain/top-up.ts'
import type { TopUpProblem, TopUpQuestion, TypedTopUp } from '../../../help/top-up/read-question.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { banksOf, channelsOf } from './top-up-facts.ts'

export const NOTHING_TYPED: TypedTopUp = { bank: '', channel: '', amount: '', class: '' }

/** The adviser's form as it was filled in, each problem beside its field. */
export function formView(
  context: PageContext,
  { typed, problems }: { readonly typed: TypedTopUp; readonly problems: readonly TopUpProblem[] },
) {
  const { words, deps, place } = context
  const banks = banksOf(context)
  const nameOf = (key: string) => plainText(words, place(key)?.component.name ?? {})
  // A link names a bank by its id; people read its name.
  const linked = banks.find(({ componentIds }) => componentIds.includes(typed.bank.trim()))
  const problemOf = (field: TopUpProblem['field']): string | null => {
    const found = problems.find((problem) => problem.field === field)
    if (found === undefined) return null
    const names = 'keys' in found ? words.list(found.keys.map(nameOf)) : ''
    return words.say(`topup:problem.${field}.${found.problem}`, { names })
  }
  return {
    bank: linked === undefined ? typed.bank : nameOf(linked.key),
    banks: banks.map(({ key }) => nameOf(key)),
    channels: [
      ...channelsOf(context).map(({ id, name }) => ({ value: id, label: plainText(words, name) })),
      ...deps.wallet.topUp.notOffered.map(({ id, name }) => ({
        value: id,
        label: words.say('topup:form.notOffered', { name: plainText(words, name) }),
      })),
    ].map((one) => ({ ...one, selected: one.value === typed.channel.trim() })),
    amount: typed.amount,
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

/** Where the adviser answers for another way, with what was asked otherwise. */
export function answerHref(
  { prefix }: PageContext,
  way: { readonly channel: string; readonly bank: string },
  { amount, accountClass }: TopUpQuestion,
): string {
  const query = new URLSearchParams({
    ...(way.bank !== '' && { bank: way.bank }),
    channel: way.channel,
    ...(amount !== undefined && { amount: yuanOf(amount) }),
    ...(accountClass !== undefined && { class: String(accountClass) }),
  })
  return `${prefix}/help/top-up?${query.toString()}`
}
