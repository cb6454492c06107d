import type { Fen } from '../../domain/money.ts'
import { ACCOUNT_CLASSES, type AccountClass } from '../../domain/top-up.ts'
import { findBank, type NamedBank } from './find-bank.ts'
import { readAmount, type AmountProblem } from './read-amount.ts'

/** What was typed into the adviser, or came with a link; empty where nothing did. */
export interface TypedTopUp {
  readonly bank: string
  readonly channel: string
  readonly amount: string
  readonly class: string
}

/** What was meant by it. */
export interface TopUpQuestion {
  readonly bank?: string
  readonly channelId?: string
  readonly amount?: Fen
  readonly accountClass?: AccountClass
}

/** What could not be read, and what may have been meant. */
export type TopUpProblem =
  | { readonly field: 'amount'; readonly problem: AmountProblem }
  | { readonly field: 'bank'; readonly problem: 'unknown' }
  | { readonly field: 'bank'; readonly problem: 'between'; readonly keys: readonly string[] }
  | { readonly field: 'channel' | 'class'; readonly problem: 'unknown' }

const ROMAN: ReadonlyMap<string, AccountClass> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['一', 1],
  ['二', 2],
  ['三', 3],
])

/** Reads leniently where it is clear what is meant; everything else becomes a problem beside its field. */
export function readTopUpQuestion(
  typed: TypedTopUp,
  known: { readonly banks: readonly NamedBank[]; readonly channelIds: readonly string[] },
): { readonly question: TopUpQuestion; readonly problems: readonly TopUpProblem[] } {
  const amount = readAmount(typed.amount)
  const bank = readBank(typed.bank, known.banks)
  const channelId = typed.channel.trim()
  const knowsChannel = known.channelIds.includes(channelId)
  const classText = typed.class.normalize('NFKC').trim().toLowerCase().replace(/类.*$/, '')
  const accountClass = ROMAN.get(classText) ?? ACCOUNT_CLASSES.find((one) => String(one) === classText)
  return {
    question: {
      ...(bank.kind === 'bank' && { bank: bank.key }),
      ...(knowsChannel && { channelId }),
      ...(amount.kind === 'amount' && { amount: amount.fen }),
      ...(accountClass && { accountClass }),
    },
    problems: [
      ...(bank.kind === 'problem' ? [bank.problem] : []),
      ...(channelId === '' || knowsChannel ? [] : [{ field: 'channel', problem: 'unknown' } as const]),
      ...(amount.kind === 'problem' ? [{ field: 'amount', problem: amount.problem } as const] : []),
      ...(classText === '' || accountClass ? [] : [{ field: 'class', problem: 'unknown' } as const]),
    ],
  }
}

function readBank(typed: string, banks: readonly NamedBank[]): ReadBank {
  if (typed.trim() === '') return { kind: 'nothing' }
  const found = findBank(banks, typed)
  if (found === undefined) return { kind: 'problem', problem: { field: 'bank', problem: 'unknown' } }
  if ('key' in found) return { kind: 'bank', key: found.key }
  return { kind: 'problem', problem: { field: 'bank', problem: 'between', keys: found.between } }
}

type ReadBank =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'bank'; readonly key: string }
  | { readonly kind: 'problem'; readonly problem: TopUpProblem }
