/** A stretch of a text: from its first character up to the one after its last. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const START = String.raw`(?<![\dA-Za-z])(?<!\d[-.,])`
/** The first group of digits of a number: nothing but words stands before it. */
const FIRST = String.raw`${START}(?<!\d[ \t])`
/** Each blank can be read in one way only. */
const IS = String.raw`[ \t]*(?:(?:是|为|is|was)[ \t]*)?(?:[:#=][ \t]*)?`

/** What people call a number that they may show to everybody. Errors are listed here since "code" is said of them as well. */
const DECLARED = [
  String.raw`(?:订单|单号|流水|交易号|工单|回执|商户号|受理)(?:编?号码?)?${IS}`,
  String.raw`\b(?:order|transaction|trade|ticket|reference|ref|merchant|receipt)(?:[ -]?(?:no|number|num|id|code))?\.?${IS}`,
  String.raw`\bcase[ -]?(?:no|number|id)\.?${IS}`,
  String.raw`(?:错误码|(?:错误|返回|状态)?代码|报错)${IS}`,
  String.raw`\b(?:error|status|result|response|return|fault)(?:[ -]?(?:code|no|number))?\.?${IS}`,
].map((words) => new RegExp(String.raw`${words}(?<number>[A-Za-z_-]{0,40}\d[\dA-Za-z_-]*)`, 'gidu'))

const SHAPED = [
  // Money: a sign before it, a unit after it, a word for it, or cents.
  String.raw`[¥$€£][ \t]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[¥$€£][ \t]?\d{1,11}(?:\.\d+)?(?!\d)`,
  String.raw`${START}(?:\d{1,3}(?:,\d{3})+|\d{1,11})(?:\.\d+)?[ \t]?(?:元|块|圆|万|yuan|rmb|cny|usd|hkd|eur|dollars?)`,
  String.raw`(?:金额|余额|限额|额度|amount|balance|limit|cny|rmb|usd|hkd)${IS}\d{1,11}(?:\.\d+)?(?!\d)`,
  String.raw`${START}\d{1,11}\.\d{1,2}(?![\d.])`,
  // Dates and stamps, with or without the time behind them.
  String.raw`${START}(?:19|20)\d{2}[-./年][ \t]?\d{1,2}(?!\d)(?:[-./月][ \t]?\d{1,2}(?!\d)日?(?:[ \tT]+\d{1,2}(?::?\d{2}){1,2})?)?`,
  String.raw`${START}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:[ \t-]?(?:[01]\d|2[0-3])(?:[0-5]\d){1,2}(?:\d{3})?)?)?(?!\d)`,
  // Telephones: with a country's code, of a place, service numbers, mobiles, short numbers.
  String.raw`(?:\+|${FIRST}00)\d{1,3}(?:[ -]?\d{2,4}){3,5}(?!\d)`,
  String.raw`${FIRST}0\d{2,3}[ -]?\d{7,8}(?!\d)(?:[ -]\d{1,6}(?!\d))?`,
  String.raw`${START}[48]00[ -]?(?:\d{3}[ -]?\d{4}|\d{4}[ -]?\d{3})(?!\d)(?:-\d{1,6}(?!\d))?`,
  String.raw`${START}1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?!\d)`,
  String.raw`${START}(?:9[56]\d{3}|1[02]\d{3})(?!\d)`,
].map((shape) => new RegExp(shape, 'giu'))

/**
 * The numbers of a text that are no secret: those declared to be an order's, a ticket's or an error's, money, dates, telephones.
 * One character stands for one digit in `plain`; `declared` alone is what people named themselves.
 */
export function knownNumbers(plain: string): { readonly declared: Stretch[]; readonly shaped: Stretch[] } {
  const declared = DECLARED.flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap(({ indices }) => {
      const [from, to] = indices?.groups?.['number'] ?? []
      return from === undefined || to === undefined ? [] : { from, to }
    }),
  )
  const shaped = SHAPED.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: index, to: index + length })),
  )
  return { declared, shaped }
}
