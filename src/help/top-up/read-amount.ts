import { fenOf, type Fen } from '../../domain/money.ts'

/** What was typed as an amount: nothing, an amount, or why it is none. */
export type ReadAmount =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'amount'; readonly fen: Fen }
  | { readonly kind: 'problem'; readonly problem: AmountProblem }

export type AmountProblem = 'unclear' | 'zero' | 'negative' | 'decimals' | 'tooMuch'

/** More than anybody's wallet holds; what is typed beyond is a slip. */
const MOST_YUAN = 100_000_000

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/
const PLAIN = /^(\d+)(?:\.(\d*))?$/

/**
 * Reads an amount in yuan as people type it: full-width digits, `¥`, `元`, `块`, `1,000`, `2万`. What could mean two things is
 * not guessed at.
 */
export function readAmount(typed: string): ReadAmount {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
  if (text === '') return { kind: 'nothing' }
  const negative = /^[-−–]/.test(text) || /^[¥￥][-−–]/.test(text)
  const bare = text
    .replace(/^(人民币|rmb|cny|[¥￥])/, '')
    .replace(/(元|块钱|块|人民币|圆|rmb|cny|yuan)整?$/, '')
  if (negative) return problem(/\d/.test(bare) ? 'negative' : 'unclear')
  const tenThousands = /^([\d.]+)万$/.exec(bare)?.[1]
  const digits = GROUPED.test(bare) ? bare.replaceAll(',', '') : (tenThousands ?? bare)
  const [, whole, decimals = ''] = PLAIN.exec(digits) ?? []
  if (whole === undefined) return problem('unclear')
  return tenThousands === undefined ? exactly(whole, decimals) : inTenThousands(whole, decimals)
}

function inTenThousands(whole: string, decimals: string): ReadAmount {
  return exactly(whole + decimals.slice(0, 4).padEnd(4, '0'), decimals.slice(4))
}

function exactly(whole: string, decimals: string): ReadAmount {
  if (decimals.length > 2) return problem('decimals')
  const plain = whole.replace(/^0+(?=\d)/, '')
  if (plain.length > 9 || Number(plain) > MOST_YUAN) return problem('tooMuch')
  const fen = fenOf(decimals === '' ? plain : `${plain}.${decimals}`)
  if (fen === undefined) return problem('unclear')
  return fen === 0 ? problem('zero') : { kind: 'amount', fen }
}

function problem(kind: AmountProblem): ReadAmount {
  return { kind: 'problem', problem: kind }
}
