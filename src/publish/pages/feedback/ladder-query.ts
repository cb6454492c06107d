import type { Wallet } from '../../../domain/wallet.ts'

export type LadderAsked =
  | { readonly ok: true; readonly region: string }
  | { readonly ok: false; readonly name: string; readonly value: string }

export function readLadderQuery(
  { feedback }: Pick<Wallet, 'feedback'>,
  { region = '' }: Readonly<Record<string, string>>,
): LadderAsked {
  const known = region === '' || feedback?.regions.some(({ id }) => id === region) === true
  return known ? { ok: true, region } : { ok: false, name: 'region', value: region }
}
