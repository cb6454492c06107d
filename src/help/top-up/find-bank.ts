/** A bank as a reader may name it: by the ids of its components, its names and what else it is called. */
export interface NamedBank {
  /** The id of its first component; stands for the bank whatever the channel. */
  readonly key: string
  readonly componentIds: readonly string[]
  readonly names: readonly string[]
}

/** Undefined where nobody knows it; several where the words fit more than one. */
export type FoundBank = { readonly key: string } | { readonly between: readonly string[] } | undefined

/** Shorter words than this fit into anything. */
const SHORTEST_WORD = 2

/** Finds the bank that was meant by an id or by whatever people call it: exactly first, then by a part of its name. */
export function findBank(banks: readonly NamedBank[], typed: string): FoundBank {
  const byId = banks.find(({ componentIds }) => componentIds.includes(typed.trim()))
  if (byId !== undefined) return { key: byId.key }
  const word = core(typed)
  if (word === '') return undefined
  const exact = banks.filter(({ names }) => names.some((name) => core(name) === word))
  const found =
    exact.length > 0 ? exact : banks.filter(({ names }) => names.some((name) => overlaps(name, word)))
  const [only, ...more] = found
  if (only === undefined) return undefined
  return more.length === 0 ? { key: only.key } : { between: found.map(({ key }) => key) }
}

function overlaps(name: string, word: string): boolean {
  const known = core(name)
  const [short, long] = known.length < word.length ? [known, word] : [word, known]
  return short.length >= SHORTEST_WORD && long.includes(short)
}

/** What of a bank's name tells it apart: without width, case, marks and the words every bank's name has. */
export function core(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .replaceAll(/(股份有限公司|有限公司|储蓄卡|借记卡|银行|的卡|卡|bank|debitcard|card)/g, '')
}
